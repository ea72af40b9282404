-- Events can be deleted, with a grace period.
ALTER TABLE "events" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- Marks what was imported, so that figures of an event can leave it out. The key hash of an imported participant is
-- longer than the SHA-256 of a phone's key.
ALTER TABLE "participants" ADD COLUMN "imported" BOOLEAN NOT NULL DEFAULT false;
UPDATE "participants" SET "imported" = true WHERE octet_length("key_hash") > 32;

ALTER TABLE "casts" ADD COLUMN "import_id" UUID;
ALTER TABLE "imports" ADD COLUMN "removed_at" TIMESTAMPTZ(3), ADD COLUMN "removed_by" TEXT;

-- An event has one import at a time, so the time at which an imported cast was stored tells its import.
UPDATE "casts" SET "import_id" = "imports"."id"
FROM "participants", "imports"
WHERE "participants"."id" = "casts"."participant_id" AND "participants"."imported"
  AND "imports"."event_id" = "casts"."event_id" AND "imports"."stored" > 0
  AND "casts"."received_at" BETWEEN "imports"."created_at" AND "imports"."changed_at";

-- Partial, so that casts of phones are written as fast as before.
CREATE INDEX "casts_import_id_idx" ON "casts"("import_id") WHERE "import_id" IS NOT NULL;
