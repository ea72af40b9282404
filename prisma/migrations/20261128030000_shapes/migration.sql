-- AlterTable
ALTER TABLE "casts" ADD COLUMN     "shape" BYTEA;
