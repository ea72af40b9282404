-- Which spell a cast is an example of, and whose: trainings page through them and rooms count them, of a million casts, too.
-- The trigger first, as those who label lock these tables.
CREATE TRIGGER "current_labels_changed_states" AFTER UPDATE ON "current_labels" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_changed_states"();

ALTER TABLE "label_states" ADD COLUMN "taught_id" TEXT, ADD COLUMN "taught_by" UUID;

-- Taught casts only, which are few. Counted without reading rows.
CREATE INDEX "label_states_taught_idx" ON "label_states"("event_id", "cast_id") INCLUDE ("taught_id", "taught_by")
  WHERE "taught_id" IS NOT NULL;

-- What its moderators labeled it as, or else what its phone taught if that is not in quarantine; null for casts drawn with a
-- finger.
CREATE FUNCTION "taught_id_of"(is_drawn BOOLEAN, is_labeled BOOLEAN, label TEXT, quarantine TEXT, intent TEXT, spell_id TEXT)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN is_drawn THEN NULL WHEN is_labeled THEN label WHEN intent = 'teach' AND quarantine IS NULL THEN spell_id END
$$;

CREATE OR REPLACE VIEW "derived_label_states" AS
  SELECT cast_id, event_id, state, label_priority_of(state, cast_id, intent, confidence, runner_up_confidence) AS priority, model_id,
    taught_id, CASE WHEN taught_id IS NOT NULL THEN participant_id END AS taught_by
  FROM (
    SELECT c.id AS cast_id, c.event_id, c.participant_id, c.intent, p.model_id, p.confidence, p.runner_up_confidence,
      label_state_of(
        l.cast_id IS NOT NULL,
        c.source IN ('pointer', 'tapped'),
        EXISTS (SELECT FROM labels u WHERE u.cast_id = c.id AND u.kind = 'unsure' AND NOT EXISTS (
          SELECT FROM labels later WHERE later.cast_id = c.id AND later.id > u.id AND later.kind <> 'unsure')),
        p.quarantine,
        c.intent,
        c.intent = 'teach' AND p.cast_id IS NOT NULL AND p.spell_id IS DISTINCT FROM c.spell_id
      ) AS state,
      taught_id_of(c.source IN ('pointer', 'tapped'), l.cast_id IS NOT NULL, l.spell_id, p.quarantine, c.intent, c.spell_id)
        AS taught_id
    FROM casts c
    LEFT JOIN current_labels l ON l.cast_id = c.id
    LEFT JOIN predictions p ON p.cast_id = c.id
    WHERE (c.import_id IS NULL OR c.import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))
      AND NOT EXISTS (
        SELECT FROM casts part WHERE part.original_id = c.id AND part.original_id IS NOT NULL
          AND (part.import_id IS NULL OR part.import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))
        OFFSET 0) -- looked up for each cast, so that no plan reads all parts
  ) AS usable;

CREATE OR REPLACE FUNCTION "derive_label_states"(ids UUID[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  PERFORM FROM label_states WHERE cast_id = ANY(ids) ORDER BY cast_id FOR UPDATE;
  PERFORM FROM casts WHERE id = ANY(ids) AND id NOT IN (SELECT cast_id FROM label_states WHERE cast_id = ANY(ids))
    ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM label_states own WHERE cast_id = ANY(ids)
    AND NOT EXISTS (SELECT FROM derived_label_states derived WHERE derived.cast_id = own.cast_id);
  INSERT INTO label_states AS own (cast_id, event_id, state, priority, model_id, taught_id, taught_by)
    SELECT cast_id, event_id, state, priority, model_id, taught_id, taught_by
    FROM derived_label_states WHERE cast_id = ANY(ids) ORDER BY cast_id
  ON CONFLICT (cast_id) DO UPDATE SET state = excluded.state, priority = excluded.priority, model_id = excluded.model_id,
    taught_id = excluded.taught_id, taught_by = excluded.taught_by
    WHERE (own.state, own.priority, own.model_id, own.taught_id)
      IS DISTINCT FROM (excluded.state, excluded.priority, excluded.model_id, excluded.taught_id);
END $$;

CREATE OR REPLACE FUNCTION "add_label_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO label_states (cast_id, event_id, state, priority, taught_id, taught_by)
    SELECT id, event_id, state, label_priority_of(state, id, intent, NULL, NULL), taught_id,
      CASE WHEN taught_id IS NOT NULL THEN participant_id END
    FROM stored, label_state_of(false, source IN ('pointer', 'tapped'), false, NULL, intent, false) AS state,
      taught_id_of(source IN ('pointer', 'tapped'), false, NULL, NULL, intent, spell_id) AS taught_id
    WHERE import_id IS NULL ORDER BY id
  ON CONFLICT (cast_id) DO NOTHING;
  IF NOT EXISTS (SELECT FROM stored WHERE import_id IS NOT NULL OR original_id IS NOT NULL) THEN RETURN NULL; END IF;
  PERFORM FROM imports WHERE id IN (SELECT import_id FROM stored WHERE import_id IS NOT NULL) ORDER BY id FOR SHARE;
  PERFORM derive_label_states((
    SELECT array_agg(id) FROM (
      SELECT id FROM stored WHERE import_id IS NOT NULL
      UNION SELECT original_id FROM stored WHERE original_id IS NOT NULL) AS looked_up));
  RETURN NULL;
END $$;

UPDATE "label_states" AS own SET taught_id = derived.taught_id, taught_by = derived.taught_by
FROM "derived_label_states" AS derived WHERE derived.cast_id = own.cast_id AND derived.taught_id IS NOT NULL;
