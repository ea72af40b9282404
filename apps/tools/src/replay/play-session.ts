import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Intent } from '@wandcast/protocol';
import { performCast } from '../room-client/perform-cast.js';
import { joinRoom, type JoinedWand, type RoomAddress } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';
import { findSpellId, intentOf, requireSpells, sentLabelOf } from './recorded-intent.js';
import type { SessionPlan } from './session-plan.js';
import type { ReplayedCast } from './replay-summary.js';

interface SessionOptions {
  readonly speed: number;
  /** Intent of casts that do not record one. */
  readonly intent: Intent;
  /** Collects every wand that joined, even if the session fails. */
  readonly joined: JoinedWand[];
  readonly progress: (replayed: number, ms: number) => void;
}

/**
 * Replays a session on its schedule: people join and cast when they did.
 * @throws UsageError if the room refuses someone, or lacks a spell that was taught
 */
export async function playSession(
  room: RoomAddress,
  { arrivals, casts }: SessionPlan,
  { speed, intent, joined, progress }: SessionOptions,
): Promise<ReplayedCast[]> {
  const startedAt = performance.now();
  const failed = new AbortController();
  setMaxListeners(Infinity, failed.signal);
  const sleepUntil = async (atMs: number): Promise<void> => {
    const ms = atMs - (performance.now() - startedAt);
    if (ms > 0) await sleep(ms, undefined, { signal: failed.signal });
  };
  const taught = casts.filter(({ cast }) => intentOf(cast, intent) === 'teach').map(({ cast }) => sentLabelOf(cast));
  const replayed: ReplayedCast[] = [];
  const playPerson = async (user: string, atMs: number, n: number): Promise<void> => {
    await sleepUntil(atMs);
    const person = await joinRoom(room, simulatedProfile(n, user));
    joined.push(person);
    const { spells } = person.welcome;
    requireSpells(taught, spells);
    const own = casts.filter(({ cast }) => cast.user === user);
    await Promise.all(
      own.map(async ({ cast, atMs: startsMs }) => {
        await sleepUntil(startsMs);
        const spell = findSpellId(sentLabelOf(cast), spells);
        const options = { intent: intentOf(cast, intent), spell, source: 'replayed', speed } as const;
        replayed.push({ cast, result: await performCast(person.wand, cast.signal, options) });
        progress(replayed.length, performance.now() - startedAt);
      }),
    );
  };
  try {
    await Promise.all(arrivals.map(({ user, atMs }, n) => playPerson(user, atMs, n)));
  } finally {
    failed.abort(); // if one person fails, nobody else keeps waiting
  }
  return replayed;
}
