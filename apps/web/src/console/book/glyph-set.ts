import { GlyphError, importGlyph } from '@wandcast/gesture';
import {
  MAX_GLYPHS_IMPORTED,
  MAX_SPELLS_IMPORTED,
  type FromConsole,
  type Spell,
  type SpellDirection,
  type SpellHue,
  type SpellsImported,
} from '@wandcast/protocol';
import { hues } from '../../shared/design/hues';
import { MAX_HINT } from './spell-text';
import { MAX_NAME, leastUsedHue } from './glyph-editor/spell-draft';
import { texts } from '../texts/console-texts';

type NewSpell = FromConsole<'spells:import'>['spells'][number];

/** A glyph that was not imported. */
export interface SkippedGlyph {
  readonly name: string;
  readonly reason: string;
}

type GlyphSet =
  | { readonly ok: true; readonly spells: NewSpell[]; readonly skipped: readonly SkippedGlyph[] }
  | { readonly ok: false; readonly reason: string };

/** Largest file of glyphs, bytes. */
export const MAX_BYTES = 1_000_000;

/**
 * Reads a file of glyphs: a JSON object of SVG path data by name, `{ "O": "M50 10 C…" }`, y down. A value can also be
 * `{ "path": "M50 10 C…", "color": "tide", "hint": "One circle.", "direction": "fixed", "second": "M20 20 L80 80" }`. A
 * spell without a color gets the least used one, counting the spells of `book`.
 */
export function readGlyphSet(text: string, book: readonly Spell[]): GlyphSet {
  const entries = entriesOf(text);
  if (entries === undefined) return { ok: false, reason: texts().book.notGlyphs };
  const skipped: SkippedGlyph[] = [];
  const spells: NewSpell[] = [];
  for (const [key, value] of entries) {
    const name = key.trim();
    const { path, second, color, ...more } = partsOf(value);
    const [result, other] = [glyphOf(name, path), second === undefined ? undefined : glyphOf(name, second)];
    const hue = color ?? leastUsedHue([...book, ...spells]);
    if ('reason' in result) skipped.push({ name: name === '' ? texts().book.unnamed : name, reason: result.reason });
    else if (other !== undefined && 'reason' in other) skipped.push({ name, reason: other.reason });
    else spells.push({ name, hue, glyph: result.glyph, ...more, ...(other && { secondGlyph: other.glyph }) });
  }
  if (spells.length > MAX_SPELLS_IMPORTED) return { ok: false, reason: texts().book.tooMany(MAX_SPELLS_IMPORTED) };
  const length = spells.reduce((sum, { glyph, secondGlyph = '' }) => sum + glyph.length + secondGlyph.length, 0);
  if (length > MAX_GLYPHS_IMPORTED) return { ok: false, reason: texts().book.tooLong };
  return { ok: true, spells, skipped };
}

/** The glyphs of a book in that format, with colors and hints, without spells that have no glyph. */
export function writeGlyphSet(book: readonly Spell[]): string {
  const drawn = book.flatMap(({ name, hue: color, glyph: path, hint, direction, secondGlyph: second }) => {
    if (path === null) return [];
    return [[name, { path, color, ...(hint && { hint }), ...(direction && { direction }), ...(second && { second }) }]];
  });
  return `${JSON.stringify(Object.fromEntries(drawn), null, 2)}\n`;
}

/** The spells that the server skipped, with reasons for the user. */
export function skippedByServer({ skipped }: SpellsImported): SkippedGlyph[] {
  return skipped.map(({ name, failure }) => ({
    name,
    reason: failure.code === 'spell-exists' ? texts().book.skipped.exists : failure.message,
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

interface GlyphParts {
  readonly path: unknown;
  /** Undefined if there is none. */
  readonly second?: unknown;
  readonly direction?: SpellDirection;
  readonly color: SpellHue | undefined;
  readonly hint: string;
}

/** The parts of a value of the file. Unknown colors and hints that are too long are left out. */
function partsOf(value: unknown): GlyphParts {
  if (typeof value !== 'object' || value === null) return { path: value, color: undefined, hint: '' };
  const { path, second, direction, color, hint } = value as Readonly<Record<string, unknown>>;
  return {
    ...{ path, second },
    ...(direction === 'fixed' && { direction }),
    color: hues.find((hue) => hue === color),
    hint: typeof hint === 'string' && hint.trim().length <= MAX_HINT ? hint.trim() : '',
  };
}

function glyphOf(name: string, path: unknown): { readonly glyph: string } | { readonly reason: string } {
  if (name === '') return { reason: texts().book.skipped.noName };
  if (name.length > MAX_NAME) return { reason: texts().book.skipped.longName(MAX_NAME) };
  if (typeof path !== 'string') return { reason: texts().book.skipped.noPath };
  try {
    return { glyph: importGlyph(path).glyph };
  } catch (error) {
    if (!(error instanceof GlyphError)) throw error;
    return { reason: error.reason.replace(/^it /, '') };
  }
}
