-- AlterTable
ALTER TABLE "spellbooks" ADD COLUMN     "archived_at" TIMESTAMPTZ(3);
