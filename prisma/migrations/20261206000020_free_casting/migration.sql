-- Whether wands cast without a press during a step. Existing steps keep needing one.
ALTER TABLE "steps" ADD COLUMN "free_casting" BOOLEAN NOT NULL DEFAULT false;
