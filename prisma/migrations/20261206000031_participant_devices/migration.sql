-- Browsers with which a participant joined, as hashes that differ from event to event: a ban also holds for a new key.
CREATE TABLE "participant_devices" (
    "participant_id" UUID NOT NULL,
    "device_hash" BYTEA NOT NULL,

    CONSTRAINT "participant_devices_pkey" PRIMARY KEY ("participant_id", "device_hash")
);

-- CreateIndex
CREATE INDEX "participant_devices_device_hash_idx" ON "participant_devices"("device_hash");

-- AddForeignKey
ALTER TABLE "participant_devices" ADD CONSTRAINT "participant_devices_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
