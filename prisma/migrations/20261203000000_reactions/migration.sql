-- Whether phones may send reactions to the stage.
ALTER TABLE "events" ADD COLUMN "reactions" BOOLEAN NOT NULL DEFAULT true;
