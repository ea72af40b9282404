-- Rooms, in which events follow each other. All events so far were held in one, which is younger than they are.
CREATE TABLE "rooms" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "link_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rooms_pkey" PRIMARY KEY ("id")
);
INSERT INTO "rooms" ("name") SELECT "title" FROM "events" ORDER BY "created_at" DESC, "id" DESC LIMIT 1;

ALTER TABLE "events" ADD COLUMN "room_id" UUID;
UPDATE "events" SET "room_id" = (SELECT "id" FROM "rooms");
ALTER TABLE "events" ALTER COLUMN "room_id" SET NOT NULL;

-- CreateIndex
CREATE INDEX "events_room_id_created_at_id_idx" ON "events"("room_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "models" ADD COLUMN "activated_in_id" UUID;

ALTER TABLE "audit" ADD COLUMN "room_id" UUID, ADD COLUMN "room_name" TEXT;
