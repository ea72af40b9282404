import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseCastLine, type RecordedCast } from '@wandcast/gesture';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const lettersFile = `${folder}air-letters.ndjson.gz`;

/** Recordings may not be redistributed: they lie beside the project, or nowhere. */
export const hasLetters = existsSync(lettersFile);
if (!hasLetters) console.warn(`skipping what needs recorded casts: there is no ${lettersFile}`);

export type Letter = RecordedCast & { readonly label: string };

/** 1,000 letters drawn in the air by ten people. */
export function readLetters(): Letter[] {
  const lines = gunzipSync(readFileSync(lettersFile)).toString('utf8').trim().split('\n');
  return lines.map((line, i) => parseCastLine(line, i + 1)).filter((cast): cast is Letter => cast.label !== null);
}

export function readLetterGlyphs(): Record<string, string> {
  return JSON.parse(readFileSync(`${folder}air-letters.glyphs.json`, 'utf8')) as Record<string, string>;
}
