import type { RecordedCast } from '@wandcast/gesture';
import { UsageError } from '../cli/command.js';
import { readCasts } from './read-casts.js';

export type LabeledRecording = RecordedCast & { readonly label: string };

/** The casts of a file of which someone said which spell they are. @throws UsageError also where fewer than two spells are left */
export async function readLabeledCasts(file: string): Promise<LabeledRecording[]> {
  const casts = (await readCasts(file)).filter((cast): cast is LabeledRecording => cast.label !== null);
  if (spellsOf(casts).length < 2) throw new UsageError(`${file}: casts of two spells at least are needed`);
  return casts;
}

/** In alphabetical order. */
export function spellsOf(casts: readonly { readonly label: string }[]): string[] {
  return [...new Set(casts.map(({ label }) => label))].sort();
}
