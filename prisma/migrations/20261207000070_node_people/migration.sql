-- About how many phones are connected to a node, so that new rooms open where there are few.
ALTER TABLE "nodes" ADD COLUMN "people" INTEGER NOT NULL DEFAULT 0;
