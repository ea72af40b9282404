import { GlyphError, importGlyph } from '@wandcast/gesture';
import {
  MAX_GLYPHS_IMPORTED,
  MAX_SPELLS_IMPORTED,
  type FromConsole,
  type Spell,
  type SpellsImported,
} from '@wandcast/protocol';
import { MAX_NAME, leastUsedHue } from './glyph-editor/spell-draft';
import { texts } from '../texts/console-texts';

type NewSpell = FromConsole<'spells:import'>['spells'][number];

/** A glyph that was not imported, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

export type GlyphSet =
  | { readonly ok: true; readonly spells: NewSpell[]; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly why: string };

/** Largest file of glyphs, bytes. */
export const MAX_BYTES = 1_000_000;

/**
 * Reads a file of glyphs: a JSON object of SVG path data by name, `{ "O": "M50 10 C…" }`, y down.
 * Each spell gets the color that the fewest spells have, counting those of `book`.
 */
export function readGlyphSet(text: string, book: readonly Spell[]): GlyphSet {
  const entries = entriesOf(text);
  if (entries === undefined) return { ok: false, why: texts().book.notGlyphs };
  const leftOut: LeftOut[] = [];
  const spells: NewSpell[] = [];
  for (const [key, path] of entries) {
    const name = key.trim();
    const outcome = glyphOf(name, path);
    if ('why' in outcome) leftOut.push({ name: name === '' ? texts().book.unnamed : name, why: outcome.why });
    else spells.push({ name, hue: leastUsedHue([...book, ...spells]), glyph: outcome.glyph });
  }
  if (spells.length > MAX_SPELLS_IMPORTED) return { ok: false, why: texts().book.tooMany(MAX_SPELLS_IMPORTED) };
  if (spells.reduce((sum, { glyph }) => sum + glyph.length, 0) > MAX_GLYPHS_IMPORTED)
    return { ok: false, why: texts().book.tooLong };
  return { ok: true, spells, leftOut };
}

/** The glyphs of a book as such a file; spells without a glyph are left out. */
export function writeGlyphSet(book: readonly Spell[]): string {
  const drawn = book.flatMap(({ name, glyph }) => (glyph === null ? [] : [[name, glyph] as const]));
  return `${JSON.stringify(Object.fromEntries(drawn), null, 2)}\n`;
}

/** Why the server skipped spells, as shown to the user. */
export function leftOutOf({ leftOut }: SpellsImported): LeftOut[] {
  return leftOut.map(({ name, failure }) => ({
    name,
    why: failure.code === 'spell-exists' ? texts().book.skipped.exists : failure.message,
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
  if (name === '') return { why: texts().book.skipped.noName };
  if (name.length > MAX_NAME) return { why: texts().book.skipped.longName(MAX_NAME) };
  if (typeof path !== 'string') return { why: texts().book.skipped.noPath };
  try {
    return { glyph: importGlyph(path).glyph };
  } catch (error) {
    if (!(error instanceof GlyphError)) throw error;
    return { why: error.reason.replace(/^it /, '') };
  }
}
