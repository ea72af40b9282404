import { readFile } from 'node:fs/promises';
import { GlyphError, parseGlyph } from '@wandcast/gesture';
import { UsageError } from '../cli/usage-error.js';

/** Reads SVG paths by label from a JSON file. @throws UsageError naming the invalid glyph */
export async function readGlyphs(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  });
  let glyphs: unknown;
  try {
    glyphs = JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: not JSON`);
  }
  if (typeof glyphs !== 'object' || glyphs === null || Array.isArray(glyphs))
    throw new UsageError(`${file}: not a JSON object of SVG paths`);
  const entries = Object.entries(glyphs as Record<string, unknown>);
  if (entries.length < 2) throw new UsageError(`${file}: at least two glyphs are needed`);
  return Object.fromEntries(entries.map(([label, path]) => [label, validGlyph(file, label, path)] as const));
}

function validGlyph(file: string, label: string, path: unknown): string {
  if (typeof path !== 'string') throw new UsageError(`${file}: ${label} is not an SVG path`);
  try {
    parseGlyph(path);
  } catch (error) {
    if (error instanceof GlyphError) throw new UsageError(`${file}: ${label}: ${error.message}`);
    throw error;
  }
  return path;
}
