-- What the label queue asks of each usable cast. Kept as rows, because deriving it reads all casts of an event and joins
-- their predictions and labels: seconds with a million casts, each time that a page counts or takes.
CREATE TABLE "label_states" (
    "cast_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "priority" REAL NOT NULL,
    "model_id" UUID,

    CONSTRAINT "label_states_pkey" PRIMARY KEY ("cast_id")
);

-- How many there are of each kind: the sum of all rows. Writers add rows and so never wait for each other, nor for a row of
-- the event, which this table therefore does not refer to: the rows of one that was deleted add up to none.
CREATE TABLE "label_state_counts" (
    "id" BIGSERIAL NOT NULL,
    "event_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "model_id" UUID,
    "casts" INTEGER NOT NULL,

    CONSTRAINT "label_state_counts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "label_state_counts_event_id_idx" ON "label_state_counts"("event_id");

-- CreateIndex
CREATE INDEX "label_states_event_id_state_priority_cast_id_idx" ON "label_states"("event_id", "state", "priority" DESC, "cast_id");

-- AddForeignKey
ALTER TABLE "label_states" ADD CONSTRAINT "label_states_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The first of these states that a cast is in.
CREATE FUNCTION "label_state_of"(is_labeled BOOLEAN, is_drawn BOOLEAN, is_unsure BOOLEAN, quarantine TEXT, intent TEXT, is_contradicted BOOLEAN)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN is_labeled THEN 'labeled' WHEN is_drawn THEN 'drawn' WHEN is_unsure THEN 'unsure'
    WHEN quarantine IS NOT NULL THEN 'quarantine' WHEN is_contradicted THEN 'contradiction'
    WHEN intent = 'cast' THEN 'uncertain' ELSE 'random' END
$$;

-- What the queue sorts each state by, 0..1: the model's confidence for taught casts, else 1 - the margin of its two best
-- guesses. Random ones have a place instead: the last digits of an id are random, so that a run of them from anywhere is a
-- sample.
CREATE FUNCTION "label_priority_of"(state TEXT, cast_id UUID, intent TEXT, confidence REAL, runner_up REAL)
RETURNS real LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN state IN ('labeled', 'drawn', 'unsure') THEN 0
    WHEN state = 'random' THEN ('x' || right(cast_id::text, 6))::bit(24)::int / 16777216.0
    WHEN intent = 'teach' THEN coalesce(confidence, 0)
    ELSE 1 - coalesce(confidence - runner_up, 0) END::real
$$;

CREATE VIEW "derived_label_states" AS
  SELECT cast_id, event_id, state, label_priority_of(state, cast_id, intent, confidence, runner_up_confidence) AS priority, model_id
  FROM (
    SELECT c.id AS cast_id, c.event_id, c.intent, p.model_id, p.confidence, p.runner_up_confidence,
      label_state_of(
        l.cast_id IS NOT NULL,
        c.source IN ('pointer', 'tapped'),
        EXISTS (SELECT FROM labels u WHERE u.cast_id = c.id AND u.kind = 'unsure' AND NOT EXISTS (
          SELECT FROM labels later WHERE later.cast_id = c.id AND later.id > u.id AND later.kind <> 'unsure')),
        p.quarantine,
        c.intent,
        c.intent = 'teach' AND p.cast_id IS NOT NULL AND p.spell_id IS DISTINCT FROM c.spell_id
      ) AS state
    FROM casts c
    LEFT JOIN current_labels l ON l.cast_id = c.id
    LEFT JOIN predictions p ON p.cast_id = c.id
    WHERE (c.import_id IS NULL OR c.import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))
      AND NOT EXISTS (
        SELECT FROM casts part WHERE part.original_id = c.id AND part.original_id IS NOT NULL
          AND (part.import_id IS NULL OR part.import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))
        OFFSET 0) -- looked up for each cast, so that no plan reads all parts
  ) AS usable;

-- Derives the states of some casts again. Their rows are locked first, in the same order everywhere, and the casts of those
-- that have none: who waits for them sees what the other has written. Planning takes longer than all of it, so that a plan is
-- kept, which must hold when the tables have grown.
CREATE FUNCTION "derive_label_states"(ids UUID[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  PERFORM FROM label_states WHERE cast_id = ANY(ids) ORDER BY cast_id FOR UPDATE;
  PERFORM FROM casts WHERE id = ANY(ids) AND id NOT IN (SELECT cast_id FROM label_states WHERE cast_id = ANY(ids))
    ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM label_states own WHERE cast_id = ANY(ids)
    AND NOT EXISTS (SELECT FROM derived_label_states derived WHERE derived.cast_id = own.cast_id);
  INSERT INTO label_states AS own (cast_id, event_id, state, priority, model_id)
    SELECT cast_id, event_id, state, priority, model_id FROM derived_label_states WHERE cast_id = ANY(ids) ORDER BY cast_id
  ON CONFLICT (cast_id) DO UPDATE SET state = excluded.state, priority = excluded.priority, model_id = excluded.model_id
    WHERE (own.state, own.priority, own.model_id) IS DISTINCT FROM (excluded.state, excluded.priority, excluded.model_id);
END $$;

-- One statement in a hundred adds rows up, without those that another one adds up.
CREATE FUNCTION "count_label_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO label_state_counts (event_id, state, model_id, casts)
      SELECT event_id, state, model_id, count(*) FROM added GROUP BY event_id, state, model_id;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO label_state_counts (event_id, state, model_id, casts)
      SELECT event_id, state, model_id, -count(*) FROM gone GROUP BY event_id, state, model_id;
  ELSE
    INSERT INTO label_state_counts (event_id, state, model_id, casts)
      SELECT event_id, state, model_id, sum(casts) FROM (
        SELECT event_id, state, model_id, 1 AS casts FROM added UNION ALL SELECT event_id, state, model_id, -1 FROM gone) AS changed
      GROUP BY event_id, state, model_id HAVING sum(casts) <> 0;
  END IF;
  IF random() < 0.01 THEN
    WITH added_up AS (
      DELETE FROM label_state_counts WHERE id IN (SELECT id FROM label_state_counts LIMIT 2000 FOR UPDATE SKIP LOCKED)
      RETURNING event_id, state, model_id, casts)
    INSERT INTO label_state_counts (event_id, state, model_id, casts)
      SELECT event_id, state, model_id, sum(casts) FROM added_up GROUP BY event_id, state, model_id HAVING sum(casts) <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "label_states_added_counts" AFTER INSERT ON "label_states" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_label_states"();
CREATE TRIGGER "label_states_gone_counts" AFTER DELETE ON "label_states" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_label_states"();
CREATE TRIGGER "label_states_changed_counts" AFTER UPDATE ON "label_states" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_label_states"();

-- New casts have neither labels nor predictions, so that nothing is looked up while people cast. An import may be removed
-- while its casts are stored: one waits for the other.
CREATE FUNCTION "add_label_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO label_states (cast_id, event_id, state, priority)
    SELECT id, event_id, state, label_priority_of(state, id, intent, NULL, NULL)
    FROM stored, label_state_of(false, source IN ('pointer', 'tapped'), false, NULL, intent, false) AS state
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

CREATE FUNCTION "derive_states_of_originals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states((SELECT array_agg(original_id) FROM gone WHERE original_id IS NOT NULL));
  RETURN NULL;
END $$;

CREATE FUNCTION "derive_changed_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states((SELECT array_agg(cast_id) FROM changed));
  RETURN NULL;
END $$;

-- What sees single rows: deletions that come with that of a cast, one by one, and columns that nothing of Wandcast changes.
CREATE FUNCTION "derive_changed_state"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states(ARRAY[OLD.cast_id]);
  RETURN NULL;
END $$;

CREATE FUNCTION "derive_state_of_changed_cast"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states(array_remove(ARRAY[NEW.id, OLD.original_id, NEW.original_id], NULL));
  RETURN NULL;
END $$;

-- Labels that are current are known by current_labels.
CREATE FUNCTION "derive_unsure_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states((SELECT array_agg(cast_id) FROM changed WHERE kind IN ('unsure', 'withdraw')));
  RETURN NULL;
END $$;

CREATE FUNCTION "derive_states_of_import"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM derive_label_states((SELECT array_agg(id) FROM casts WHERE import_id = NEW.id));
  RETURN NULL;
END $$;

-- The triggers first: their locks keep other nodes from writing until the first states are stored.
CREATE TRIGGER "casts_stored_states" AFTER INSERT ON "casts" REFERENCING NEW TABLE AS stored
  FOR EACH STATEMENT EXECUTE FUNCTION "add_label_states"();
CREATE TRIGGER "casts_deleted_states" AFTER DELETE ON "casts" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_states_of_originals"();
CREATE TRIGGER "casts_changed_states" AFTER UPDATE OF "intent", "spell_id", "source", "import_id", "original_id" ON "casts"
  FOR EACH ROW EXECUTE FUNCTION "derive_state_of_changed_cast"();
CREATE TRIGGER "predictions_stored_states" AFTER INSERT ON "predictions" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_changed_states"();
CREATE TRIGGER "predictions_changed_states" AFTER UPDATE ON "predictions" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_changed_states"();
CREATE TRIGGER "current_labels_stored_states" AFTER INSERT ON "current_labels" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_changed_states"();
CREATE TRIGGER "current_labels_deleted_states" AFTER DELETE ON "current_labels"
  FOR EACH ROW EXECUTE FUNCTION "derive_changed_state"();
CREATE TRIGGER "labels_stored_states" AFTER INSERT ON "labels" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "derive_unsure_states"();
CREATE TRIGGER "labels_deleted_states" AFTER DELETE ON "labels"
  FOR EACH ROW WHEN (OLD.kind IN ('unsure', 'withdraw')) EXECUTE FUNCTION "derive_changed_state"();
CREATE TRIGGER "imports_removed_states" AFTER UPDATE OF "removed_at" ON "imports"
  FOR EACH ROW WHEN (OLD.removed_at IS DISTINCT FROM NEW.removed_at) EXECUTE FUNCTION "derive_states_of_import"();

INSERT INTO "label_states" ("cast_id", "event_id", "state", "priority", "model_id")
  SELECT cast_id, event_id, state, priority, model_id FROM derived_label_states;
