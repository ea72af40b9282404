import {
  glyphPoints,
  parseGlyph,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  type Axes,
} from '@wandcast/gesture';
import type { CastId, Sample, Spell } from '@wandcast/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCastAnalysis } from '../../../../../apps/web/src/wand/cast/lazy-analysis';
import { useCastReview, type CastReview } from '../../../../../apps/web/src/wand/cast/useCastReview';
import type { CastOutcome } from '../../../../../apps/web/src/wand/feedback/cast-outcome';
import { TraceBuilder } from '../../../../../apps/web/src/wand/recording/trace-builder';
import type { CastPhase } from '../../../../../apps/web/src/wand/recording/useCasting';

beforeAll(loadCastAnalysis);

const spellOf = (name: string): Spell => {
  const spell = starterSpellbook.find((one) => one.name === name);
  if (spell === undefined) throw new Error(`no spell ${name}`);
  return spell;
};
const [ember, veil] = [spellOf('Ember'), spellOf('Veil')];

/** A cast of a glyph, drawn in a typical way. */
function cast(glyph: string): Sample[] {
  const random = seeded(2);
  const { t, linear, gravity, rotation } = simulateCast(parseGlyph(glyph), simulatePerson(random), random, {
    gravity: true,
  });
  const at = (axes: Axes | undefined, i: number) =>
    [axes?.x[i] ?? 0, axes?.y[i] ?? 0, axes?.z[i] ?? 0] as [number, number, number];
  return Array.from(t, (time, i) => ({
    t: time,
    linear: at(linear, i),
    gravity: at(gravity, i),
    rotation: at(rotation, i),
  }));
}
const veilBackwards = glyphPoints(veil.glyph ?? '', 30)
  .toReversed()
  .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
  .join('');

const recognized = (spell: Spell): CastOutcome => ({ kind: 'recognized', spell, probability: 0.9, next: undefined });
const fizzled = (almost?: Spell): CastOutcome => ({ kind: 'fizzled', almost, between: undefined, predictions: [] });

function review(glyph: string, outcome: CastOutcome, asked?: Spell): CastReview {
  const trace = new TraceBuilder().whole();
  const phase: CastPhase = { kind: 'answered', castId: 'c' as CastId, trace, samples: cast(glyph), outcome, at: 0 };
  return useCastReview(
    () => phase,
    () => asked,
  );
}

describe('the review of a cast', () => {
  test('of a recognized spell has its path and no lesson', () => {
    const { path, lesson, isMistaken, spokenFailure } = review(ember.glyph ?? '', recognized(ember));
    expect(path.value).toMatch(/^M[\d.]+ [\d.]+L/);
    expect([lesson.value, isMistaken.value, spokenFailure()]).toEqual([undefined, false, undefined]);
  });

  test('of a fizzled cast says how it differs from the spell it almost was', () => {
    const { lesson, spokenFailure } = review(veilBackwards, fizzled(veil));
    expect(lesson.value).toMatchObject({ spell: veil, text: 'You drew it the other way round.' });
    expect(spokenFailure()).toBe('Fizzled. Almost Veil. You drew it the other way round.');
  });

  test('of a cast that was close to nothing has no lesson', () => {
    const { lesson, spokenFailure } = review(veilBackwards, fizzled());
    expect(lesson.value).toBeUndefined();
    expect(spokenFailure()).toBe('Fizzled. That’s like nothing in the book.');
  });

  test('of another spell than the round asks for compares it with the requested one', () => {
    const { lesson, isMistaken, spokenFailure } = review(veilBackwards, recognized(ember), veil);
    expect(isMistaken.value).toBe(true);
    expect(lesson.value?.spell).toMatchObject({ name: 'Veil' });
    expect(spokenFailure()).toMatch(/^Not Veil\. Ember\. .*sure\. You drew it the other way round\.$/);
  });

  test('of the requested spell is a success', () => {
    const { lesson, isMistaken } = review(veil.glyph ?? '', recognized(veil), veil);
    expect([lesson.value, isMistaken.value]).toEqual([undefined, false]);
  });

  test('of a flick says that it was too quick', () => {
    const flick = cast(ember.glyph ?? '').map(({ t, ...rest }) => ({ t: t / 8, ...rest }));
    const phase = { kind: 'answered', samples: flick, outcome: fizzled(ember) } as unknown as CastPhase;
    const { lesson } = useCastReview(
      () => phase,
      () => undefined,
    );
    expect(lesson.value?.text).toBe('That was too quick. Take about two seconds.');
  });
});
