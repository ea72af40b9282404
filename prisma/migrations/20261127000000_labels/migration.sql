-- CreateTable
CREATE TABLE "labels" (
    "id" BIGSERIAL NOT NULL,
    "cast_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "spell_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdicts" (
    "cast_id" UUID NOT NULL,
    "label_id" BIGINT NOT NULL,
    "spell_id" TEXT,
    "event_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verdicts_pkey" PRIMARY KEY ("cast_id")
);

-- CreateIndex
CREATE INDEX "labels_cast_id_id_idx" ON "labels"("cast_id", "id");

-- CreateIndex
CREATE INDEX "verdicts_event_id_spell_id_idx" ON "verdicts"("event_id", "spell_id");

-- AddForeignKey
ALTER TABLE "labels" ADD CONSTRAINT "labels_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
