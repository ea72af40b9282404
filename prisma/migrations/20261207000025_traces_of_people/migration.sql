-- The participant whom an entry names, so that it is found when they are forgotten: its detail is cut, and may lack the id.
ALTER TABLE "audit" ADD COLUMN "participant_id" UUID;

-- Earlier entries have the id of the participant, or of one of their casts, in the detail.
WITH "named" AS (
  SELECT "audit"."id" AS "entry", "uuid"[1]::uuid AS "id" FROM "audit" CROSS JOIN LATERAL
    regexp_matches("detail", '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') AS "uuid"
), "owners" AS (
  SELECT "entry", p."id" FROM "named" n JOIN "participants" p ON p."id" = n."id"
  UNION SELECT "entry", c."participant_id" FROM "named" n JOIN "casts" c ON c."id" = n."id"
  UNION SELECT "entry", d."participant_id" FROM "named" n JOIN "deleted_casts" d ON d."cast_id" = n."id"
    WHERE NOT EXISTS (SELECT FROM "casts" c WHERE c."id" = n."id")
)
UPDATE "audit" SET "participant_id" = "owners"."id" FROM "owners" WHERE "owners"."entry" = "audit"."id";

-- The others name somebody who is gone, or whose id was cut off. Nothing would find them again.
UPDATE "audit" SET "detail" = '', "facts" = CASE "action" WHEN 'stage:direct' THEN "facts" - 'wizard' ELSE '{}' END
WHERE "participant_id" IS NULL
  AND ("facts" ? 'wizard' OR "action" LIKE 'participant:%' OR "detail" LIKE '%participantId: %' OR "detail" LIKE '%castId: %');

-- CreateIndex
CREATE INDEX "audit_participant_id_idx" ON "audit"("participant_id");

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Datasets and reports of models no longer keep the ids of deleted casts. They keep their counts, with ids that no cast has.
UPDATE "dataset_casts" d SET "cast_id" = gen_random_uuid()
WHERE NOT EXISTS (SELECT FROM "casts" c WHERE c."id" = d."cast_id");

UPDATE "models" SET "report" = "report" || (
  WITH "copies" AS MATERIALIZED (
    SELECT CASE jsonb_typeof("report" -> 'copies') WHEN 'array' THEN "report" -> 'copies' END AS "ids"
  ), "judged" AS MATERIALIZED (
    SELECT "one", "place", "one" ->> 'castId' AS "old",
      CASE WHEN EXISTS (SELECT FROM "casts" c WHERE c."id" = ("one" ->> 'castId')::uuid) THEN "one" ->> 'castId'
        ELSE gen_random_uuid()::text END AS "new"
    FROM jsonb_array_elements("report" -> 'judged') WITH ORDINALITY AS "j" ("one", "place"))
  SELECT jsonb_build_object(
    'judged', jsonb_agg("one" || jsonb_build_object('castId', "new") ORDER BY "place"),
    'copies', CASE WHEN count("ids") > 0
      THEN coalesce(jsonb_agg("new" ORDER BY "place") FILTER (WHERE "ids" ? "old"), '[]') END)
  FROM "judged", "copies")
WHERE EXISTS (SELECT FROM jsonb_path_query("report", '$.judged[*].castId') AS "j" ("held")
  WHERE NOT EXISTS (SELECT FROM "casts" c WHERE c."id" = ("held" #>> '{}')::uuid));

-- The person with the lowest accuracy, if they are gone. Ids of simulated people are no UUIDs.
UPDATE "models" SET "card" = jsonb_set("card", '{metrics,worstUser}', 'null')
WHERE "card" #>> '{metrics,worstUser,user}' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  AND NOT EXISTS (SELECT FROM "participants" p WHERE p."id"::text = "card" #>> '{metrics,worstUser,user}');

-- For erasing deleted casts in the reports of many models.
CREATE INDEX "models_judged_idx" ON "models" USING GIN (jsonb_path_query_array("report", '$.judged[*].castId'));

-- CreateIndex
CREATE INDEX "dataset_casts_cast_id_idx" ON "dataset_casts"("cast_id");
