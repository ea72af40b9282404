import { isClosed, reversedStroke, startedAt } from '../glyph/stroke-order.js';
import { hooked, reproportioned, rounded, straightened, type Hook } from '../glyph/stroke-shape.js';
import type { Stroke } from '../glyph/glyph.js';
import { gaussian, uniform, type Random } from '../math/random.js';

/** Ways in which people draw a glyph unlike its author. */
export const styleKinds = ['direction', 'start', 'hook', 'proportions', 'corners'] as const;
export type StyleKind = (typeof styleKinds)[number];

/** Ranges of drawing styles; uniform unless noted. */
export interface StyleRanges {
  /** Start of a closed glyph, share of its length from its own start. */
  readonly start: readonly [number, number];
  /** Length of a hook, share of the longer side; and its angle to the line, radians, to either side. */
  readonly hookLength: readonly [number, number];
  readonly hookAngle: readonly [number, number];
  /** sd of how far the middle of the glyph moves, share of half its side. */
  readonly shift: number;
  /** How much rounder or more angular. */
  readonly corners: readonly [number, number];
}

/** Usual ranges. Training simulates directions and starts only: models recognize the other styles without. */
export const STYLES: StyleRanges = {
  start: [0.1, 0.9],
  hookLength: [0.12, 0.3],
  hookAngle: [0.6, 2.6],
  shift: 0.22,
  corners: [0.4, 1],
};

/** The glyph in another style of one kind; undefined if the kind does not apply to it. */
export function inStyle(glyph: Stroke, kind: StyleKind, ranges: StyleRanges, random: Random): Stroke | undefined {
  switch (kind) {
    case 'direction':
      return reversedStroke(glyph);
    case 'start':
      return isClosed(glyph) ? startedAt(glyph, uniform(...ranges.start, random)) : undefined;
    case 'hook': {
      const hook = (): Hook => ({
        length: uniform(...ranges.hookLength, random),
        angle: uniform(...ranges.hookAngle, random) * (random() < 0.5 ? -1 : 1),
      });
      const ends = random();
      return hooked(glyph, ends < 0.6 ? hook() : undefined, ends > 0.4 ? hook() : undefined);
    }
    case 'proportions':
      return reproportioned(glyph, ranges.shift * gaussian(random), ranges.shift * gaussian(random));
    case 'corners': {
      const share = uniform(...ranges.corners, random);
      return random() < 0.5 ? rounded(glyph, share) : straightened(glyph, share);
    }
  }
}
