import { GlyphError, importGlyph } from '@wandcast/gesture';
import {
  MAX_GLYPHS_BROUGHT,
  MAX_SPELLS_BROUGHT,
  type FromConsole,
  type Spell,
  type SpellsBrought,
} from '@wandcast/protocol';
import { MOST_NAME, freeHue } from './glyph-editor/spell-draft';

type NewSpell = FromConsole<'spells:import'>['spells'][number];

/** A glyph that is not brought in, and why, for people. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

export type GlyphSet =
  | { readonly ok: true; readonly spells: NewSpell[]; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly why: string };

/** A file of glyphs larger than this is another file, bytes. */
export const MOST_BYTES = 1_000_000;

/**
 * Reads a file of glyphs: a JSON object of path data by name, `{ "O": "M50 10 C…" }`, y down. Colors are given so that
 * spells of one are few, those of `book` counted.
 */
export function readGlyphSet(text: string, book: readonly Spell[]): GlyphSet {
  const entries = entriesOf(text);
  if (entries === undefined)
    return { ok: false, why: 'That is not a file of glyphs: a JSON object of SVG paths by name.' };
  const leftOut: LeftOut[] = [];
  const spells: NewSpell[] = [];
  for (const [key, path] of entries) {
    const name = key.trim();
    const outcome = glyphOf(name, path);
    if ('why' in outcome) leftOut.push({ name: name === '' ? 'A glyph without a name' : name, why: outcome.why });
    else spells.push({ name, hue: freeHue([...book, ...spells]), glyph: outcome.glyph });
  }
  if (spells.length > MAX_SPELLS_BROUGHT)
    return { ok: false, why: `That file has more than ${MAX_SPELLS_BROUGHT} glyphs. Bring them in as several files.` };
  if (spells.reduce((sum, { glyph }) => sum + glyph.length, 0) > MAX_GLYPHS_BROUGHT)
    return { ok: false, why: 'The glyphs of that file are too long. Bring them in as several files.' };
  return { ok: true, spells, leftOut };
}

/** The glyphs of a book as such a file; spells nobody has drawn are not in it. */
export function writeGlyphSet(book: readonly Spell[]): string {
  const drawn = book.flatMap(({ name, glyph }) => (glyph === null ? [] : [[name, glyph] as const]));
  return `${JSON.stringify(Object.fromEntries(drawn), null, 2)}\n`;
}

/** Why the server left spells out, as one says it of a file. */
export function leftOutOf({ leftOut }: SpellsBrought): LeftOut[] {
  return leftOut.map(({ name, failure }) => ({
    name,
    why: failure.code === 'spell-exists' ? 'is in the book already' : failure.message,
  }));
}

function entriesOf(text: string): [string, unknown][] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    return entries.length > 0 ? entries : undefined;
  } catch {
    return undefined;
  }
}

function glyphOf(name: string, path: unknown): { readonly glyph: string } | { readonly why: string } {
  if (name === '') return { why: 'has no name' };
  if (name.length > MOST_NAME) return { why: `has a name of more than ${MOST_NAME} characters` };
  if (typeof path !== 'string') return { why: 'is not an SVG path' };
  try {
    return { glyph: importGlyph(path).glyph };
  } catch (error) {
    if (!(error instanceof GlyphError)) throw error;
    return { why: error.reason.replace(/^it /, '') };
  }
}
