-- CreateTable
CREATE TABLE "cast_maps" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_id" UUID NOT NULL,
    "model_id" UUID,
    "is_shown" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cast_maps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "map_points" (
    "map_id" UUID NOT NULL,
    "cast_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "x" REAL NOT NULL,
    "y" REAL NOT NULL,
    "is_landmark" BOOLEAN NOT NULL,

    CONSTRAINT "map_points_pkey" PRIMARY KEY ("map_id", "cast_id")
);

-- CreateIndex
CREATE INDEX "cast_maps_event_id_idx" ON "cast_maps"("event_id");
CREATE INDEX "map_points_map_id_seq_idx" ON "map_points"("map_id", "seq");
CREATE INDEX "map_points_cast_id_idx" ON "map_points"("cast_id");

-- AddForeignKey
ALTER TABLE "cast_maps" ADD CONSTRAINT "cast_maps_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "map_points" ADD CONSTRAINT "map_points_map_id_fkey" FOREIGN KEY ("map_id") REFERENCES "cast_maps"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "map_points" ADD CONSTRAINT "map_points_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
