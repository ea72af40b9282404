import type { Round, StageView } from '@wandcast/protocol';
import { sceneOf } from '../../state/scene';
import type { StageState } from '../../state/stage-state';
import type { Cue, TimedCue } from './cue';

/** A cue that was missed by more than this is skipped, ms: the page slept. */
const MAX_LATE_MS = 300;

const SECOND_MS = 1_000;
const COUNTDOWN = [3, 2, 1] as const;

export type TimedState = Pick<StageState, 'event' | 'note' | 'round' | 'tally'>;

/** When the current scene was entered. */
export interface SceneEntry {
  readonly key: string;
  /** Ms since 1970 on the server's clock; null if the page started with it, which then shows everything at once. */
  readonly at: number | null;
}

/** The entry of the current scene: `before` if the scene is still the same. */
export function sceneEntry(state: TimedState, before: SceneEntry | undefined, now: number): SceneEntry {
  const key = `${state.event.code} ${sceneOf(state).key}`;
  if (before?.key === key) return before;
  return { key, at: before === undefined ? null : now };
}

/** The cues of the current scene that play at known times, in any order. */
export function timedCues(state: TimedState, entry: SceneEntry): TimedCue[] {
  const scene = sceneOf(state);
  if (scene.kind !== 'view') return [];
  switch (scene.view) {
    case 'round':
      return state.round === null ? [] : countdownCues(state.round);
    case 'thanks':
      return entry.at === null ? [] : clappingCues(entry.at);
    case 'podium':
    case 'lobby':
    case 'teach':
    case 'training':
    case 'live':
    case 'leaders':
    case 'groves':
    case 'note':
      return [];
  }
}

/** The last seconds before a round, and its start. */
function countdownCues({ startsAt, pausedAt, undone }: Round): TimedCue[] {
  if (undone || pausedAt !== null) return [];
  const ticks = COUNTDOWN.map((left) => ({ cue: { kind: 'tick', left } as const, at: startsAt - left * SECOND_MS }));
  return [...ticks, { cue: { kind: 'start' }, at: startsAt }];
}

/** A short applause that begins the real one: dense at first, then fading. */
function clappingCues(at: number): TimedCue[] {
  const cue: Cue = { kind: 'applause', claps: 4 };
  return [0, 90, 180, 280, 390, 520, 680, 880, 1_120, 1_400, 1_800, 2_300].map((after) => ({ cue, at: at + after }));
}

/** How long the fanfare is heard alone, ms. */
const FANFARE_MS = 1_100;

/**
 * The cues for a place of a ranking that the picture reveals now: rising tones, and a fanfare for the winner of a round or of
 * the event. @param place from 1
 */
export function revealCues(view: StageView, place: number, now: number): TimedCue[] {
  if (place > 1) return [{ cue: { kind: 'reveal', place }, at: now }];
  if (view === 'leaders') return [{ cue: { kind: 'winner' }, at: now }];
  const claps = view === 'podium' ? clappingCues(now + FANFARE_MS) : [];
  return [{ cue: { kind: 'fanfare' }, at: now }, ...claps];
}

/** The cues between two times, `from` excluded and `now` included, oldest first. */
export function dueCues(cues: readonly TimedCue[], from: number, now: number): Cue[] {
  return cues
    .filter(({ at }) => at > from && at <= now && now - at < MAX_LATE_MS)
    .sort((a, b) => a.at - b.at)
    .map(({ cue }) => cue);
}

/** The time of the next cue after `now`; Infinity without one. */
export function nextCueAt(cues: readonly TimedCue[], now: number): number {
  return cues.reduce((next, { at }) => (at > now ? Math.min(next, at) : next), Infinity);
}

/**
 * The time from which cues are due after a look at `now`. A corrected clock may step back a little, which must not play
 * a cue twice; after a large step, everything starts over.
 */
export function playedUntil(before: number, now: number): number {
  return now < before - MAX_LATE_MS ? now : Math.max(before, now);
}
