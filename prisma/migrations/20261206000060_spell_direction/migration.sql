-- Whether a glyph may be drawn backwards. Spells that exist already keep their meaning: until now, no reverse was one.
ALTER TABLE "spells" ADD COLUMN "direction" TEXT NOT NULL DEFAULT 'fixed';
ALTER TABLE "spells" ALTER COLUMN "direction" SET DEFAULT 'either';
