-- Nodes of this database, and the one that serves each room. A node is alive while its connection is in
-- pg_stat_activity, so that nothing has to be written while nothing happens.
CREATE TABLE "nodes" (
    "id" UUID NOT NULL,
    "url" TEXT,

    CONSTRAINT "nodes_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "room_leases" (
    "room_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,

    CONSTRAINT "room_leases_pkey" PRIMARY KEY ("room_id")
);

-- CreateIndex
CREATE INDEX "room_leases_node_id_idx" ON "room_leases"("node_id");

-- AddForeignKey
ALTER TABLE "room_leases" ADD CONSTRAINT "room_leases_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_leases" ADD CONSTRAINT "room_leases_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "nodes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
