import { z } from 'zod';
import type { Spell } from '../../domain/entities.js';
import type { SpellsImported } from '../../domain/spellbooks.js';
import { spellId } from '../../schemas/ids.js';
import { text } from '../../schemas/text.js';
import { MAX_GLYPH, MAX_GLYPHS_IMPORTED, MAX_SPELLS_IMPORTED } from '../../vocabulary/limits.js';
import { spellDirections, spellHues } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

/** The spellbook to edit; the one in use if it is missing. */
const bookId = z.uuid().optional();
const name = text({ min: 1, max: 24 });
const hue = z.enum(spellHues);
const path = text({ min: 1, max: MAX_GLYPH });
const glyph = path.nullable();
const hint = text({ max: 80 });
const importedSpells = z
  .array(
    z.strictObject({
      ...{ name, hue, glyph: path, hint: hint.default('') },
      ...{ direction: z.enum(spellDirections).optional(), secondGlyph: path.optional() },
    }),
  )
  .min(1)
  .max(MAX_SPELLS_IMPORTED)
  .refine((spells) => glyphsLength(spells) <= MAX_GLYPHS_IMPORTED, 'too long');

function glyphsLength(spells: readonly { glyph: string; secondGlyph?: string | undefined }[]): number {
  return spells.reduce((sum, { glyph, secondGlyph = '' }) => sum + glyph.length + secondGlyph.length, 0);
}

export const spellCreate = defineMessage({
  name: 'spell:create',
  schema: z.strictObject({ bookId, name, hue, glyph }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Adds a spell to a spellbook. Messages about spells change the spellbook in use unless they have a `bookId`.',
});

export const spellDraw = defineMessage({
  name: 'spell:draw',
  schema: z.strictObject({ bookId, spellId, glyph }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Replaces the glyph of a spell.',
});

export const spellDrawSecond = defineMessage({
  name: 'spell:draw-second',
  schema: z.strictObject({ bookId, spellId, glyph }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Sets the second glyph of a spell, another way to draw it; null removes it.',
});

export const spellRemove = defineMessage({
  name: 'spell:remove',
  schema: z.strictObject({ bookId, spellId }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Removes a spell from the spellbook; its casts stay.',
});

export const spellRestore = defineMessage({
  name: 'spell:restore',
  schema: z.strictObject({ bookId, spellId }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Restores a removed spell.',
});

export const spellRename = defineMessage({
  name: 'spell:rename',
  schema: z.strictObject({ bookId, spellId, name }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Renames a spell.',
});

export const spellRecolor = defineMessage({
  name: 'spell:recolor',
  schema: z.strictObject({ bookId, spellId, hue }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Changes the color of a spell.',
});

export const spellDescribe = defineMessage({
  name: 'spell:describe',
  schema: z.strictObject({ bookId, spellId, hint }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Changes the hint of a spell.',
});

export const spellDirect = defineMessage({
  name: 'spell:direction',
  schema: z.strictObject({ bookId, spellId, direction: z.enum(spellDirections) }),
  answer: wireType<Spell>('Spell'),
  role: 'moderator',
  about: 'Sets whether the glyph of a spell may be drawn backwards. A `fixed` glyph drawn backwards is not the spell.',
});

export const spellMove = defineMessage({
  name: 'spell:move',
  schema: z.strictObject({ bookId, spellId, to: z.int().min(0).max(10_000) }),
  answer: wireType<readonly Spell[]>('Spell[]'),
  role: 'moderator',
  about: 'Moves a spell to an index from 0; the answer is the whole spellbook.',
});

export const spellsImport = defineMessage({
  name: 'spells:import',
  schema: z.strictObject({ bookId, spells: importedSpells }),
  answer: wireType<SpellsImported>('SpellsImported'),
  role: 'moderator',
  about:
    'Adds the spells that the spellbook does not have; the answer lists the skipped ones. All glyphs together have ' +
    'at most `MAX_GLYPHS_IMPORTED` characters.',
});
