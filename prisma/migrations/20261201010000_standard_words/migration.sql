-- Tables and columns get the words that the protocol, the code and the pages use. No row is lost or rewritten for it.

-- The steps of the run of show.
ALTER TABLE "phases" RENAME TO "steps";
ALTER TABLE "steps" RENAME CONSTRAINT "phases_pkey" TO "steps_pkey";
ALTER TABLE "steps" RENAME CONSTRAINT "phases_event_id_fkey" TO "steps_event_id_fkey";
ALTER INDEX "phases_event_id_position_idx" RENAME TO "steps_event_id_position_idx";
ALTER TABLE "events" RENAME COLUMN "phase_id" TO "step_id";

-- The newest label of each cast.
ALTER TABLE "verdicts" RENAME TO "current_labels";
ALTER TABLE "current_labels" RENAME CONSTRAINT "verdicts_pkey" TO "current_labels_pkey";
ALTER TABLE "current_labels" RENAME CONSTRAINT "verdicts_cast_id_fkey" TO "current_labels_cast_id_fkey";
ALTER TABLE "current_labels" RENAME CONSTRAINT "verdicts_member_id_fkey" TO "current_labels_member_id_fkey";
ALTER INDEX "verdicts_event_id_spell_id_idx" RENAME TO "current_labels_event_id_spell_id_idx";
ALTER TABLE "labels" RENAME COLUMN "verdict" TO "kind";

ALTER TABLE "participants" RENAME COLUMN "house" TO "grove";
ALTER TABLE "participants" RENAME COLUMN "shown_name" TO "display_name";
ALTER TABLE "casts" RENAME COLUMN "recognised_id" TO "recognized_id";
ALTER TABLE "predictions" RENAME COLUMN "sureness" TO "confidence";
ALTER TABLE "predictions" RENAME COLUMN "runner_up" TO "runner_up_confidence";
ALTER TABLE "label_leases" RENAME COLUMN "until" TO "expires_at";
ALTER TABLE "imports" RENAME COLUMN "done" TO "progress";
ALTER TABLE "import_pieces" RENAME COLUMN "at" TO "byte_offset";
ALTER TABLE "preflights" RENAME COLUMN "way" TO "network";
ALTER TABLE "sessions" RENAME COLUMN "about" TO "description";
ALTER TABLE "sessions" RENAME COLUMN "seen_at" TO "last_seen_at";
ALTER TABLE "audit" RENAME COLUMN "did" TO "action";

-- Stored values.
UPDATE "imports" SET "stage" = 'canceled' WHERE "stage" = 'cancelled';
UPDATE "imports" SET "report" = "report" - 'labelled' || jsonb_build_object('labeled', "report"->'labelled')
WHERE "report" ? 'labelled';
