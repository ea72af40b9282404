-- The names behind an action, as they were when it happened: pages make a sentence of them. Older entries have none.
ALTER TABLE "audit" ADD COLUMN "facts" JSONB NOT NULL DEFAULT '{}';
