import type { RecordedCast } from '@wandcast/gesture';
import { UsageError } from '../cli/usage-error.js';
import { readCasts } from './read-casts.js';

export type LabeledRecording = RecordedCast & { readonly label: string };

/** Reads the labeled casts of a file, with parts instead of the casts that they replaced. @throws UsageError if they cover fewer than two spells */
export async function readLabeledCasts(file: string): Promise<LabeledRecording[]> {
  const casts = (await readCasts(file)).filter(
    (cast): cast is LabeledRecording => cast.label !== null && cast.metadata?.replaced !== true,
  );
  if (spellsOf(casts).length < 2) throw new UsageError(`${file}: labeled casts of at least two spells are needed`);
  return casts;
}

/** The labels that occur, sorted. */
export function spellsOf(casts: readonly { readonly label: string }[]): string[] {
  return [...new Set(casts.map(({ label }) => label))].sort();
}
