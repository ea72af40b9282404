import { parseGlyph, starterSpellbook, type Signal } from '@wandcast/gesture';
import { Predictor, loadStarter } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { simulateStroke } from '../../../../../apps/web/src/wand/recording/glyph-motion';
import { PointerPath, REACH_M, type PointerPosition } from '../../../../../apps/web/src/shared/sensor/pointer-motion';

/** Across, then down: 41 points. */
const corner = Array.from({ length: 41 }, (_, i) => [Math.min(i, 20) * 5, Math.max(0, i - 20) * 5] as const);
const straight = Array.from({ length: 41 }, (_, i) => [i * 2.5, 50] as const);
const speeds = (places: readonly PointerPosition[]): number[] =>
  places.slice(1).map(({ x, y }, i) => Math.hypot(x - (places[i]?.x ?? 0), y - (places[i]?.y ?? 0)));

/** The signal of a simulated hand that draws this glyph on the pad. */
function simulatedCast(glyph: string): Signal {
  const { x, y } = parseGlyph(glyph);
  const [first, ...others] = simulateStroke(
    Array.from(x, (across, i) => [across, y[i] ?? 0] as const),
    1_800,
  );
  if (first === undefined) throw new Error('a glyph has points');
  const path = new PointerPath(first);
  const samples = [...others.flatMap((place) => path.add(place)), ...path.finish(1_800)];
  const axis = (i: 0 | 1 | 2): Float32Array => Float32Array.from(samples, ({ linear }) => linear?.[i] ?? 0);
  return { t: Float32Array.from(samples, ({ t }) => t), linear: { x: axis(0), y: axis(1), z: axis(2) } };
}

describe('a simulated stroke', () => {
  test('goes from the start to the end of the glyph, with y upwards', () => {
    const places = simulateStroke(corner, 1_000);
    expect(places[0]).toMatchObject({ t: 0, x: 0 });
    expect(places.at(-1)).toEqual({ t: 1_000, x: REACH_M, y: -REACH_M });
    expect(places).toHaveLength(61);
  });

  test('starts and stops slowly, and is fastest in the middle', () => {
    const speed = speeds(simulateStroke(straight, 1_000));
    expect(speed[0]).toBeLessThan((speed[30] ?? 0) / 100);
    expect(speed[59]).toBeLessThan((speed[30] ?? 0) / 100);
  });

  test('slows down at a corner', () => {
    const speed = speeds(simulateStroke(corner, 1_000));
    expect(Math.min(...speed.slice(25, 35))).toBeLessThan(Math.max(...speed) / 20);
  });

  test('is recognized by the starter model for every spell of the starter book', async () => {
    const predictor = await Predictor.start({ engine: 'auto' });
    const starter = await loadStarter();
    await predictor.load(starter);
    const asked = starterSpellbook.map(({ glyph }) => simulatedCast(glyph ?? ''));
    const answers = await predictor.predict(asked, 'whole');
    await predictor.stop();
    const sure = answers.map((answer, i) => answer[starter.card.spells.indexOf(starterSpellbook[i]?.id ?? '')] ?? 0);
    expect(Math.min(...sure)).toBeGreaterThan(0.9);
  });
});
