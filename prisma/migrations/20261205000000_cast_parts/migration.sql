-- The cast that a moderator trimmed or split into this one. Deleting a cast deletes its parts.
ALTER TABLE "casts" ADD COLUMN "original_id" UUID;

ALTER TABLE "casts" ADD CONSTRAINT "casts_original_id_fkey" FOREIGN KEY ("original_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Covers parts only: few casts are trimmed, and every list asks which casts have parts.
CREATE INDEX "casts_original_id_idx" ON "casts" ("original_id") WHERE "original_id" IS NOT NULL;
