-- AlterTable
ALTER TABLE "events" ADD COLUMN "teaching_id" TEXT;

-- CreateTable
CREATE TABLE "forgotten_keys" (
    "event_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "forgotten_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "forgotten_keys_pkey" PRIMARY KEY ("event_id","key_hash")
);

-- CreateTable
CREATE TABLE "deleted_casts" (
    "participant_id" UUID NOT NULL,
    "cast_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_casts_pkey" PRIMARY KEY ("participant_id","cast_id")
);

-- AddForeignKey
ALTER TABLE "forgotten_keys" ADD CONSTRAINT "forgotten_keys_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deleted_casts" ADD CONSTRAINT "deleted_casts_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "casts" ADD CONSTRAINT "casts_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
