import type { Spell } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { glyphPoints } from '../../shared/canvas/glyph-points';
import type { Point } from '../../shared/canvas/point';
import { PointerPath, REACH_M, type PointerPosition } from '../../shared/sensor/pointer-motion';
import { simulateStroke } from '../recording/glyph-motion';
import type { Casting } from '../recording/useCasting';

export interface GlyphCasting {
  /** The part of the glyph drawn so far, in a box of 100 x 100; empty while idle. */
  readonly line: Readonly<ShallowRef<readonly Point[]>>;
  /** Draws the spell's glyph in real time as a cast. */
  draw(spell: Spell): void;
}

/** Duration of a glyph, and the update interval, ms. */
const DRAW_MS = 1_800;
const TICK_MS = 50;

/** Casts by simulating the hand, for people who cannot draw. Such casts are marked `tapped` and scored apart. */
export function useGlyphCasting(casting: Casting): GlyphCasting {
  const line = shallowRef<readonly Point[]>([]);
  let timer: ReturnType<typeof setInterval> | undefined;

  const shown = ({ x, y }: PointerPosition): Point => [(100 * x) / REACH_M, (-100 * y) / REACH_M];

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    line.value = [];
  }

  function draw({ glyph }: Spell): void {
    if (glyph === null || timer !== undefined || casting.phase.value.kind === 'recording') return;
    const places = simulateStroke(glyphPoints(glyph), DRAW_MS);
    const [first] = places;
    if (first === undefined) return;
    const path = new PointerPath(first);
    const began = performance.now();
    let next = 1;
    line.value = [shown(first)]; // disables drawing on the pad
    casting.startManual('tapped');
    timer = setInterval(() => {
      if (casting.phase.value.kind !== 'recording') {
        stop(); // canceled, for example because the page was hidden
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
