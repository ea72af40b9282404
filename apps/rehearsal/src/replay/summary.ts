import type { RecordedCast } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { percentile } from '../command.js';
import type { Outcome } from '../recorded-wand.js';
import type { JoinedWand } from '../room.js';
import { idOf, spellOf } from './said.js';

/** A cast that was sent, and what became of it. */
export interface Played {
  readonly cast: RecordedCast;
  readonly outcome: Outcome;
}

export type Summary = ReturnType<typeof summary>;

export async function summed(played: readonly Played[], joined: readonly JoinedWand[]): Promise<Summary> {
  return summary(played, await storedIds(onePhoneEach(joined)));
}

/** Casts, not lessons, that were heard now as the file says they were heard then. */
export function heardAsThen(played: readonly Played[], joined: readonly JoinedWand[]): number {
  const spells = joined[0]?.welcome.spells ?? [];
  return played.filter(({ cast: { notes }, outcome }) => {
    if (notes?.heard === undefined || outcome.kind === 'refused') return false;
    const { recognition } = outcome.stored;
    return recognition !== null && recognition.spell === (notes.heard === null ? null : spellOf(notes.heard, spells));
  }).length;
}

function summary(played: readonly Played[], stored: ReadonlyMap<CastId, number>) {
  const ids = new Set(played.map(({ outcome }) => outcome.castId));
  const found = [...ids].filter((id) => stored.has(id)).length;
  const rows = [...stored.values()].reduce((total, count) => total + count, 0);
  const acked = played.flatMap(({ cast, outcome }) => (outcome.kind === 'stored' ? [{ cast, ...outcome }] : []));
  const correct = acked.filter(
    ({ cast, stored: { recognition } }) => recognition?.spell != null && recognition.spell === idOf(cast.label),
  ).length;
  const waits = acked.map((one) => one.ackMs);
  const times = { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
  return {
    sent: played.length,
    stored: found,
    duplicates: rows - found,
    lost: played.length - found,
    refused: played.length - acked.length,
    correct,
    accuracy: found === 0 ? 0 : Math.round((1000 * correct) / found) / 1000,
    ackMs: times,
    resultMs: times, // the acknowledgement carries the result
  };
}

/** One wand of each person: any of them can list all that is theirs. */
function onePhoneEach(joined: readonly JoinedWand[]): Wand[] {
  return [...new Map(joined.map(({ wand, welcome }) => [welcome.participant.id, wand])).values()];
}

/** Every row these wands have in the database, and how often. */
async function storedIds(wands: readonly Wand[]): Promise<Map<CastId, number>> {
  const ids = new Map<CastId, number>();
  for (const wand of wands) {
    for (let after: CastId | null = null; ;) {
      const page = await wand.own.list(after);
      for (const { castId } of page) ids.set(castId, (ids.get(castId) ?? 0) + 1);
      after = page.at(-1)?.castId ?? null;
      if (after === null) break;
    }
  }
  return ids;
}
