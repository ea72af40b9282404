-- CreateTable
CREATE TABLE "predictions" (
    "cast_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "spell_id" TEXT,
    "sureness" REAL NOT NULL,
    "runner_up_id" TEXT,
    "runner_up" REAL NOT NULL,
    "quarantine" TEXT,

    CONSTRAINT "predictions_pkey" PRIMARY KEY ("cast_id")
);

-- CreateTable
CREATE TABLE "label_leases" (
    "cast_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "label_leases_pkey" PRIMARY KEY ("cast_id")
);

-- CreateIndex
CREATE INDEX "predictions_event_id_model_id_idx" ON "predictions"("event_id", "model_id");

-- CreateIndex
CREATE INDEX "label_leases_member_id_idx" ON "label_leases"("member_id");

-- AddForeignKey
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_leases" ADD CONSTRAINT "label_leases_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
