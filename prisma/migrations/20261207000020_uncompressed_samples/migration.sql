-- Samples are noise to PostgreSQL's compression: it tries each row, and none of 1,000 recorded casts got smaller.
-- Applies to new rows; nothing is rewritten.
ALTER TABLE "casts" ALTER COLUMN "samples" SET STORAGE EXTERNAL;
