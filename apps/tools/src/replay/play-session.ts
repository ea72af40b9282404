import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Intent, Spell } from '@wandcast/protocol';
import { perform } from '../room-client/perform-cast.js';
import { joinRoom, type JoinedWand } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';
import { checkTaught, intentOf, saidOf, spellOf } from './recorded-intent.js';
import type { SessionPlan } from './session-plan.js';
import type { Played } from './replay-summary.js';

export interface SessionOptions {
  readonly speed: number;
  /** Of casts whose file does not say. */
  readonly intent: Intent;
  /** Whoever was let in is in here, also where it fails. */
  readonly joined: JoinedWand[];
  readonly progress: (played: number, ms: number) => void;
}

/**
 * Plays a session as it was: people come when they came, and cast when they cast.
 * @throws UsageError where the room lets someone not in, or lacks a spell that was taught
 */
export async function playSession(
  room: { readonly url: string; readonly code: string },
  { arrivals, casts }: SessionPlan,
  { speed, intent, joined, progress }: SessionOptions,
): Promise<Played[]> {
  const began = performance.now();
  const broken = new AbortController();
  setMaxListeners(Infinity, broken.signal);
  const until = async (atMs: number): Promise<void> => {
    const ms = atMs - (performance.now() - began);
    if (ms > 0) await sleep(ms, undefined, { signal: broken.signal });
  };
  const lessons = casts.filter(({ cast }) => intentOf(cast, intent) === 'teach').map(({ cast }) => saidOf(cast));
  const checkBook = (spells: readonly Spell[]): void => {
    checkTaught(lessons, spells);
  };
  const played: Played[] = [];
  const live = async (user: string, atMs: number, n: number): Promise<void> => {
    await until(atMs);
    const one = await joinRoom(room, simulatedProfile(n, user));
    joined.push(one);
    checkBook(one.welcome.spells);
    const own = casts.filter(({ cast }) => cast.user === user);
    await Promise.all(
      own.map(async ({ cast, atMs: startsMs }) => {
        await until(startsMs);
        const how = { intent: intentOf(cast, intent), source: 'simulated', speed } as const;
        const spell = spellOf(saidOf(cast), one.welcome.spells);
        played.push({ cast, outcome: await perform(one.wand, cast.signal, { ...how, spell }) });
        progress(played.length, performance.now() - began);
      }),
    );
  };
  try {
    await Promise.all(arrivals.map(({ user, atMs }, n) => live(user, atMs, n)));
  } finally {
    broken.abort(); // where one fails nobody waits for their turn any more
  }
  return played;
}
