import { onBeforeUnmount, watch } from 'vue';
import type { PageClock } from '../../shared/clock/useServerClock';
import type { Spotlight } from '../live/spotlight';
import type { StageState } from '../state/stage-state';
import { latestReveal } from '../ui/latest-reveal';
import { isAudible } from './cues/audible';
import { castCues } from './cues/cast-cues';
import type { Cue, TimedCue } from './cues/cue';
import { CueLimiter } from './cues/cue-limiter';
import { rollOf } from './cues/drum-roll';
import { dueCues, nextCueAt, playedUntil, revealCues, sceneEntry, timedCues, type SceneEntry } from './cues/timed-cues';
import type { Synthesizer } from './synthesizer';

/** Interval between the sounds of one frame, s. */
const FRAME_INTERVAL_S = 0.07;

interface CueSources {
  readonly state: () => StageState;
  readonly spotlight: () => Spotlight['current'];
  readonly clock: PageClock;
  /** Undefined while nothing can be heard. */
  readonly synthesizer: () => Synthesizer | undefined;
}

/** Plays the stage's cues. Those that nobody can hear pass, and are not played later. */
export function useStageCues({ state, spotlight, clock, synthesizer }: CueSources): void {
  const limiter = new CueLimiter();
  let changesUntil = performance.now();
  let timedUntil = clock.now();
  let entry: SceneEntry | undefined;
  /** Cues of the newest reveal, unless the scene has changed since. */
  let revealed: readonly TimedCue[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function play(cues: readonly Cue[]): void {
    const free = limiter.take(cues, performance.now());
    if (isAudible(state())) free.forEach((cue, i) => synthesizer()?.play(cue, i * FRAME_INTERVAL_S));
  }
  /** Plays what is due by the clock, and waits for the next cue. */
  function followClock(): void {
    clearTimeout(timer);
    const now = clock.now();
    const before = entry;
    entry = sceneEntry(state(), before, now);
    if (entry !== before) revealed = [];
    const cues = [...timedCues(state(), entry), ...revealed];
    play(dueCues(cues, timedUntil, now));
    timedUntil = playedUntil(timedUntil, now);
    const roll = rollOf(state());
    const isRolling = roll !== null && now >= roll.from && now < roll.until && isAudible(state());
    synthesizer()?.setRoll(isRolling, roll === null ? 0 : (roll.until - now) / 1_000);
    const rollTimes = roll === null ? [] : [roll.from, roll.until].filter((at) => at > now);
    const next = Math.min(nextCueAt(cues, now), ...rollTimes);
    if (next < Infinity) timer = setTimeout(followClock, next - now);
  }
  watch(
    state,
    (now) => {
      synthesizer()?.setOn(isAudible(now));
      play(castCues(now, changesUntil, clock.now()));
      changesUntil = performance.now();
      followClock();
    },
    { immediate: true },
  );
  watch([clock.reading, synthesizer], () => {
    synthesizer()?.setOn(isAudible(state()));
    followClock();
  });
  watch(latestReveal, (reveal) => {
    if (reveal === undefined) return;
    const now = clock.now();
    const [first, ...later] = revealCues(state().event.view, reveal.place, now);
    if (first !== undefined) play([first.cue]);
    revealed = later;
    followClock();
  });
  watch(
    () => spotlight()?.result.castId,
    (castId) => {
      if (castId !== undefined && state().event.view === 'live') play([{ kind: 'spotlight' }]);
    },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
}
