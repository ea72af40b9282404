-- Whether a label settles a disagreement between members.
ALTER TABLE "labels" ADD COLUMN "review" BOOLEAN NOT NULL DEFAULT false;

-- What members wrote about casts, at most one comment a member and cast.
CREATE TABLE "cast_comments" (
    "cast_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cast_comments_pkey" PRIMARY KEY ("cast_id", "member_id")
);

ALTER TABLE "cast_comments" ADD CONSTRAINT "cast_comments_cast_id_fkey" FOREIGN KEY ("cast_id") REFERENCES "casts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cast_comments" ADD CONSTRAINT "cast_comments_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
