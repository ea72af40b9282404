-- Casts are out of use while their import is removed, so each refers to one that exists.
UPDATE "casts" SET "import_id" = NULL
WHERE "import_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "imports" WHERE "imports"."id" = "casts"."import_id");

ALTER TABLE "casts" ADD CONSTRAINT "casts_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE SET NULL ON UPDATE CASCADE;
