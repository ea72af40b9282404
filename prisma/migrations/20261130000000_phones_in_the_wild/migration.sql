-- How a cast's phone was held.
ALTER TABLE "casts" ADD COLUMN "flipped" BOOLEAN,
ADD COLUMN "turned" SMALLINT,
ADD COLUMN "hand" TEXT;

-- CreateTable
CREATE TABLE "preflights" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preflights_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "preflights_event_id_created_at_idx" ON "preflights"("event_id", "created_at");
