-- Stored values follow the words of protocol 2.
UPDATE "events" SET "view" = 'groves' WHERE "view" = 'houses';
UPDATE "events" SET "spotlight" = jsonb_set("spotlight", '{by}', '"participant"') WHERE "spotlight" ->> 'by' = 'person';
UPDATE "phases" SET "kind" = 'groves' WHERE "kind" = 'houses';
UPDATE "audit" SET "did" = regexp_replace("did", '^phase:', 'step:') WHERE "did" LIKE 'phase:%';
UPDATE "audit" SET "did" = regexp_replace("did", '^person:', 'participant:') WHERE "did" LIKE 'person:%';
UPDATE "models"
SET "report" = ("report" - 'strangers') || jsonb_build_object(
  'negatives', "report" -> 'strangers',
  'judged', (
    SELECT coalesce(jsonb_agg((cast_ - 'heard' - 'sureness') || jsonb_build_object(
      'recognized', cast_ -> 'heard', 'confidence', cast_ -> 'sureness') ORDER BY nth), '[]')
    FROM jsonb_array_elements("report" -> 'judged') WITH ORDINALITY AS judged (cast_, nth)))
WHERE "report" ? 'strangers';
