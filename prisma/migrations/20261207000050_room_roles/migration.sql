-- Roles in single rooms, beside the role in every room, which a member need not have.
ALTER TABLE "members" ALTER COLUMN "role" DROP NOT NULL;

CREATE TABLE "room_roles" (
    "member_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "room_roles_pkey" PRIMARY KEY ("member_id","room_id")
);

-- CreateIndex
CREATE INDEX "room_roles_room_id_idx" ON "room_roles"("room_id");

-- AddForeignKey
ALTER TABLE "room_roles" ADD CONSTRAINT "room_roles_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_roles" ADD CONSTRAINT "room_roles_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "invitations" ADD COLUMN "room_id" UUID;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;
