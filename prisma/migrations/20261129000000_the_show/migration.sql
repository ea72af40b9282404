-- How the stage is directed, and where the show is.
ALTER TABLE "events" ADD COLUMN "blank" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "announcement" TEXT,
ADD COLUMN "spotlight" JSONB NOT NULL DEFAULT '{"by":"newest"}',
ADD COLUMN "calm" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "sound" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "phase_id" UUID;

-- Houses go round in the order in which people came.
ALTER TABLE "participants" ADD COLUMN "house" TEXT,
ADD COLUMN "shown_name" TEXT,
ADD COLUMN "flagged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "hidden" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "removal" TEXT NOT NULL DEFAULT 'no',
ADD COLUMN "removed_at" TIMESTAMPTZ(3);

UPDATE "participants" SET "house" = (ARRAY['ash', 'birch', 'rowan', 'yew'])[1 + (counted.n - 1) % 4]
FROM (
  SELECT "id", row_number() OVER (PARTITION BY "event_id" ORDER BY "created_at", "id") AS n FROM "participants"
) AS counted
WHERE counted."id" = "participants"."id";

ALTER TABLE "participants" ALTER COLUMN "house" SET NOT NULL;

-- When a cast began by the server's clock: what rounds go by.
ALTER TABLE "casts" ADD COLUMN "began_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "rounds" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "spell_id" TEXT,
    "duel" UUID[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "pauses" JSONB NOT NULL DEFAULT '[]',
    "undone" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phases" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "seconds" INTEGER,
    "spell_id" TEXT,
    "challenge" TEXT,
    "entered_at" TIMESTAMPTZ(3),
    "round_id" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "phases_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rounds_event_id_number_key" ON "rounds"("event_id", "number");

-- CreateIndex
CREATE INDEX "phases_event_id_position_idx" ON "phases"("event_id", "position");

-- CreateIndex
CREATE INDEX "casts_event_id_began_at_idx" ON "casts"("event_id", "began_at");

-- AddForeignKey
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phases" ADD CONSTRAINT "phases_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
