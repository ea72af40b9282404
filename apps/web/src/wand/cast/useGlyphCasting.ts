import type { Spell } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { glyphPoints } from '../../shared/canvas/glyph-points';
import type { Point } from '../../shared/canvas/point';
import { REACH_M, handAlong } from '../recording/glyph-motion';
import { PointerPath, type Place } from '../recording/pointer-motion';
import type { Casting } from '../recording/useCasting';

export interface GuidedHand {
  /** The part of the glyph drawn so far, in a box of 100 x 100; empty at rest. */
  readonly line: Readonly<ShallowRef<readonly Point[]>>;
  /** Draws the spell's glyph in real time and casts it. */
  draw(spell: Spell): void;
}

/** Time one glyph takes, ms, and how often the hand moves on. */
const DRAW_MS = 1_800;
const TICK_MS = 50;

/** Casts for people who can press a button and cannot draw: the hand is simulated, and the cast says so. */
export function useGlyphCasting(casting: Casting): GuidedHand {
  const line = shallowRef<readonly Point[]>([]);
  let timer: ReturnType<typeof setInterval> | undefined;

  const shown = ({ x, y }: Place): Point => [(100 * x) / REACH_M, (-100 * y) / REACH_M];

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    line.value = [];
  }

  function draw({ glyph }: Spell): void {
    if (glyph === null || timer !== undefined || casting.phase.value.kind === 'recording') return;
    const places = handAlong(glyphPoints(glyph), DRAW_MS);
    const [first] = places;
    if (first === undefined) return;
    const path = new PointerPath(first);
    const began = performance.now();
    let next = 1;
    line.value = [shown(first)]; // from here on the pad is taken
    casting.startFed('simulated');
    timer = setInterval(() => {
      if (casting.phase.value.kind !== 'recording') {
        stop(); // given up meanwhile, as when the page is hidden
        return;
      }
      const elapsed = performance.now() - began;
      for (let place = places[next]; place !== undefined && place.t <= elapsed; place = places[++next])
        casting.add(path.add(place));
      line.value = places.slice(0, next).map(shown);
      if (next < places.length) return;
      casting.add(path.finish(DRAW_MS));
      stop();
      casting.end();
    }, TICK_MS);
  }

  onBeforeUnmount(stop);
  return { line, draw };
}
