-- Another way to draw a spell.
ALTER TABLE "spells" ADD COLUMN "second_glyph" TEXT;
