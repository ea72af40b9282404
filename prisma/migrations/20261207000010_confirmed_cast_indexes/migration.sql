-- For the casts of a participant that may adapt the answers: confirmed, taught or recognized during a round, and labeled.
-- The first costs nothing until somebody confirms, and the second leaves out casts that fizzled.
CREATE INDEX "casts_confirmed_idx" ON "casts" ("participant_id") WHERE "confirmed_at" IS NOT NULL;
CREATE INDEX "casts_participant_id_intent_began_at_idx" ON "casts" ("participant_id", "intent", "began_at")
  WHERE "intent" = 'teach' OR "recognized_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "current_labels_participant_id_idx" ON "current_labels"("participant_id");
