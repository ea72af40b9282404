-- Casts of each participant, which lists would otherwise count again and again. Room for updates within a page.
CREATE TABLE "participant_counts" (
    "participant_id" UUID NOT NULL,
    "casts" INTEGER NOT NULL,
    "recognized" INTEGER NOT NULL,
    "taught" INTEGER NOT NULL,

    CONSTRAINT "participant_counts_pkey" PRIMARY KEY ("participant_id")
) WITH (fillfactor = 50);

-- AddForeignKey
ALTER TABLE "participant_counts" ADD CONSTRAINT "participant_counts_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Parts of a cut cast do not count, as the cast does. Rows are locked in the same order everywhere.
CREATE FUNCTION "count_stored_casts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO participant_counts AS counted (participant_id, casts, recognized, taught)
    SELECT participant_id, count(*) FILTER (WHERE intent = 'cast'),
      count(recognized_id) FILTER (WHERE intent = 'cast'), count(*) FILTER (WHERE intent = 'teach')
    FROM stored WHERE original_id IS NULL GROUP BY participant_id ORDER BY participant_id
  ON CONFLICT (participant_id) DO UPDATE SET casts = counted.casts + excluded.casts,
    recognized = counted.recognized + excluded.recognized, taught = counted.taught + excluded.taught;
  RETURN NULL;
END $$;

CREATE FUNCTION "uncount_deleted_casts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM participant_counts WHERE participant_id IN (SELECT participant_id FROM gone WHERE original_id IS NULL)
    ORDER BY participant_id FOR UPDATE;
  UPDATE participant_counts AS counted SET casts = counted.casts - less.casts,
    recognized = counted.recognized - less.recognized, taught = counted.taught - less.taught
  FROM (
    SELECT participant_id, count(*) FILTER (WHERE intent = 'cast') AS casts,
      count(recognized_id) FILTER (WHERE intent = 'cast') AS recognized, count(*) FILTER (WHERE intent = 'teach') AS taught
    FROM gone WHERE original_id IS NULL GROUP BY participant_id
  ) AS less WHERE less.participant_id = counted.participant_id;
  RETURN NULL;
END $$;

-- Only old and new row: triggers of some columns see no others. Nothing of Wandcast changes these columns yet.
CREATE FUNCTION "recount_changed_cast"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was BOOLEAN := OLD.original_id IS NULL;
  is_ BOOLEAN := NEW.original_id IS NULL;
BEGIN
  UPDATE participant_counts SET
    casts = casts + (is_ AND NEW.intent = 'cast')::int - (was AND OLD.intent = 'cast')::int,
    recognized = recognized + (is_ AND NEW.intent = 'cast' AND NEW.recognized_id IS NOT NULL)::int
      - (was AND OLD.intent = 'cast' AND OLD.recognized_id IS NOT NULL)::int,
    taught = taught + (is_ AND NEW.intent = 'teach')::int - (was AND OLD.intent = 'teach')::int
  WHERE participant_id = NEW.participant_id;
  RETURN NULL;
END $$;

-- The triggers first: their lock keeps other nodes from writing casts until the first counts are stored.
CREATE TRIGGER "casts_stored" AFTER INSERT ON "casts" REFERENCING NEW TABLE AS stored
  FOR EACH STATEMENT EXECUTE FUNCTION "count_stored_casts"();
CREATE TRIGGER "casts_deleted" AFTER DELETE ON "casts" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "uncount_deleted_casts"();
CREATE TRIGGER "casts_changed" AFTER UPDATE OF "intent", "recognized_id", "original_id" ON "casts"
  FOR EACH ROW EXECUTE FUNCTION "recount_changed_cast"();

INSERT INTO "participant_counts" ("participant_id", "casts", "recognized", "taught")
  SELECT participant_id, count(*) FILTER (WHERE intent = 'cast'),
    count(recognized_id) FILTER (WHERE intent = 'cast'), count(*) FILTER (WHERE intent = 'teach')
  FROM casts WHERE original_id IS NULL GROUP BY participant_id;
