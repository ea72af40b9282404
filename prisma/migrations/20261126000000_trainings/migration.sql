-- AlterTable
ALTER TABLE "spells" ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "events" ADD COLUMN     "learning" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "models" ADD COLUMN     "baselines" JSONB,
ADD COLUMN     "is_draft" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "origin" TEXT,
ADD COLUMN     "report" JSONB,
ADD COLUMN     "threshold" DOUBLE PRECISION,
ADD COLUMN     "training_id" UUID,
ALTER COLUMN "version" DROP NOT NULL,
ALTER COLUMN "version" DROP DEFAULT;
DROP SEQUENCE "models_version_seq";

-- The first model of a database was the one that came with the server, all others were taught.
UPDATE "models" SET "origin" = CASE WHEN "version" = 1 THEN 'starter' ELSE 'taught' END;
ALTER TABLE "models" ALTER COLUMN "origin" SET NOT NULL;

-- CreateIndex
CREATE INDEX "casts_event_id_intent_id_idx" ON "casts"("event_id", "intent", "id");
