-- AlterTable
ALTER TABLE "models" ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN "activated_at" TIMESTAMPTZ(3);

-- Trained models were activated at once, if at all. Imported ones were active if an event or a cast used them.
UPDATE "models" SET "activated_at" = "created_at"
WHERE "origin" <> 'file'
   OR EXISTS (SELECT 1 FROM "events" WHERE "events"."active_model_id" = "models"."id")
   OR EXISTS (SELECT 1 FROM "casts" WHERE "casts"."model_id" = "models"."id");

-- CreateTable
CREATE TABLE "training_paces" (
    "machine" TEXT NOT NULL,
    "work" TEXT NOT NULL,
    "pace" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_paces_pkey" PRIMARY KEY ("machine", "work")
);
