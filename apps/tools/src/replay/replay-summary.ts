import type { RecordedCast } from '@wandcast/gesture';
import type { CastId, ListedCast } from '@wandcast/protocol';
import { RequestError, type Wand } from '@wandcast/wand';
import { percentiles } from '../figures/percentiles.js';
import { roundTo } from '../figures/round-to.js';
import { countStoredCasts } from '../room-client/count-stored-casts.js';
import type { CastResult } from '../room-client/perform-cast.js';
import type { JoinedWand } from '../room-client/join-room.js';
import { findSpellId, spellIdFor } from './recorded-intent.js';

/** A recorded cast that was sent, and its result. */
export interface ReplayedCast {
  readonly cast: RecordedCast;
  readonly result: CastResult;
}

export type ReplaySummary = ReturnType<typeof summarize>;

/** Compares what was sent with what the database holds. @throws RequestError if the server does not come back */
export async function summarizeReplay(
  replayed: readonly ReplayedCast[],
  joined: readonly JoinedWand[],
): Promise<ReplaySummary> {
  return summarize(replayed, await countStoredCasts(oneWandPerPerson(joined), listPageWithRetry));
}

/** Number of casts that were recognized now as the file says they were recognized then. */
export function countRecognizedAsRecorded(replayed: readonly ReplayedCast[], joined: readonly JoinedWand[]): number {
  const spells = joined[0]?.welcome.spells ?? [];
  return replayed.filter(({ cast: { metadata }, result }) => {
    if (metadata?.heard === undefined || result.kind === 'refused') return false;
    const { recognition } = result.stored;
    return (
      recognition !== null &&
      recognition.spell === (metadata.heard === null ? null : findSpellId(metadata.heard, spells))
    );
  }).length;
}

function summarize(replayed: readonly ReplayedCast[], rowCounts: ReadonlyMap<CastId, number>) {
  const ids = new Set(replayed.map(({ result }) => result.castId));
  const found = [...ids].filter((id) => rowCounts.has(id)).length;
  const rows = [...rowCounts.values()].reduce((total, count) => total + count, 0);
  const acknowledged = replayed.flatMap(({ cast, result }) => (result.kind === 'stored' ? [{ cast, ...result }] : []));
  const correct = acknowledged.filter(
    ({ cast, stored: { recognition } }) => recognition?.spell != null && recognition.spell === spellIdFor(cast.label),
  ).length;
  const ackMs = percentiles(acknowledged.map((one) => one.ackMs));
  return {
    sent: replayed.length,
    stored: found,
    duplicates: rows - found,
    lost: replayed.length - found,
    refused: replayed.length - acknowledged.length,
    correct,
    accuracy: found === 0 ? 0 : roundTo(correct / found, 3),
    ackMs,
    resultMs: ackMs, // the acknowledgement carries the result
  };
}

/** Any wand of a person can list all casts of that person. */
function oneWandPerPerson(joined: readonly JoinedWand[]): Wand[] {
  return [...new Map(joined.map(({ wand, welcome }) => [welcome.participant.id, wand])).values()];
}

/** Attempts before giving up on a server that may be restarting. */
const MAX_ATTEMPTS = 10;
const RECONNECT_TIMEOUT_MS = 30_000;

/** @throws RequestError if the server does not answer after {@link MAX_ATTEMPTS} attempts */
async function listPageWithRetry(wand: Wand, after: CastId | null): Promise<readonly ListedCast[]> {
  for (let attempt = 1; ; attempt++)
    try {
      return await wand.own.list(after);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !(error instanceof RequestError) || typeof error.reason !== 'string') throw error;
      await reconnected(wand);
    }
}

/** Resolves when the wand is back in the room, can no longer join, or the timeout has passed. */
function reconnected(wand: Wand): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const check = (): void => {
      if (wand.state.kind !== 'connecting' && wand.state.kind !== 'lost') done();
    };
    const timer = setTimeout(done, RECONNECT_TIMEOUT_MS);
    const stop = wand.on('state', check);
    check();
  });
}
