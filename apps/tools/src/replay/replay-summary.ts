import type { RecordedCast } from '@wandcast/gesture';
import type { CastId, ListedCast } from '@wandcast/protocol';
import { NotDone, type Wand } from '@wandcast/wand';
import { percentile } from '../cli/command.js';
import type { Outcome } from '../room-client/perform-cast.js';
import type { JoinedWand } from '../room-client/join-room.js';
import { idOf, spellOf } from './recorded-intent.js';

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
  return played.filter(({ cast: { metadata }, outcome }) => {
    if (metadata?.heard === undefined || outcome.kind === 'refused') return false;
    const { recognition } = outcome.stored;
    return (
      recognition !== null && recognition.spell === (metadata.heard === null ? null : spellOf(metadata.heard, spells))
    );
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

/** So often a room that was there is asked again, which may be a server that was just started. */
const ASKS = 10;
/** How long it may take to come back, ms. */
const BACK_MS = 30_000;

/** @throws NotDone where the room does not answer however often it is asked */
async function listed(wand: Wand, after: CastId | null): Promise<readonly ListedCast[]> {
  for (let asks = 1; ; asks++)
    try {
      return await wand.own.list(after);
    } catch (error) {
      if (asks === ASKS || !(error instanceof NotDone) || typeof error.reason !== 'string') throw error;
      await isBack(wand);
    }
}

/** When the wand is in the room, can come in no more, or waited for long enough. */
function isBack(wand: Wand): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const look = (): void => {
      if (wand.state.kind !== 'connecting' && wand.state.kind !== 'lost') done();
    };
    const timer = setTimeout(done, BACK_MS);
    const stop = wand.on('state', look);
    look();
  });
}

/** Every row these wands have in the database, and how often. */
async function storedIds(wands: readonly Wand[]): Promise<Map<CastId, number>> {
  const ids = new Map<CastId, number>();
  for (const wand of wands) {
    for (let after: CastId | null = null; ;) {
      const page = await listed(wand, after);
      for (const { castId } of page) ids.set(castId, (ids.get(castId) ?? 0) + 1);
      after = page.at(-1)?.castId ?? null;
      if (after === null) break;
    }
  }
  return ids;
}
