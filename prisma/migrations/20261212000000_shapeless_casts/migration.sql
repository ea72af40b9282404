-- Casts older than shapes, which get theirs when a server starts: without it, each start reads all casts to find none.
CREATE INDEX "casts_shapeless_idx" ON "casts"("id") WHERE "shape" IS NULL;
