import type { Axes } from '@wandcast/gesture';
import { accuracyOf, evaluateModel, DtwClassifier } from '@wandcast/recognition';
import { loadModel, startEngine, train, type Model } from '@wandcast/recognition/tensorflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordings, type LabeledCast } from '../support/recordings.js';

const minutes = 60_000;
/** Held-out people: neither the hardest nor the easiest to recognize. */
const newPeople = ['3', '7'];

describe.each(recordings)('recordings of $name:', ({ read, readGlyphs }) => {
  let casts: LabeledCast[] = [];
  let spells: string[] = [];

  beforeAll(async () => {
    await startEngine('auto');
    casts = read();
    spells = [...new Set(casts.map(({ label }) => label))].sort();
  });

  describe('casts', () => {
    const known = () => casts.filter(({ user }) => !newPeople.includes(user));
    const unseen = () => casts.filter(({ user }) => newPeople.includes(user));

    test('of new people are recognized nineteen times in twenty', async () => {
      const { artifact } = await train({ casts: known() }, { kind: 'rocket', spells, seed: 1, live: false });
      const model = await loadModel(artifact);
      expect(accuracyOf(evaluateModel(model, unseen(), spells))).toBeGreaterThan(0.95);
      model.dispose();
    });

    test('are recognized by the DTW baseline too, so the comparison is fair', () => {
      const nearest = new DtwClassifier(known());
      const right = unseen().filter(({ signal, label }) => nearest.label(signal) === label);
      expect(right.length / unseen().length).toBeGreaterThan(0.85);
    });
  });

  describe('a model trained only on simulated casts of the glyphs', () => {
    let model: Model;

    beforeAll(async () => {
      const options = { kind: 'rocket', spells, glyphs: readGlyphs(), seed: 1, live: false } as const;
      const { artifact } = await train({ casts: [] }, options);
      model = await loadModel(artifact);
    }, 3 * minutes);
    afterAll(() => {
      model.dispose();
    });

    test('recognizes nine of ten casts', () => {
      expect(accuracyOf(evaluateModel(model, casts, spells))).toBeGreaterThan(0.9);
    });

    test('fails if every sign is inverted: it recognizes the drawing', () => {
      const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
      const flipped = casts.map((cast) => ({
        ...cast,
        signal: {
          ...cast.signal,
          ...(cast.signal.linear && { linear: negated(cast.signal.linear) }),
          ...(cast.signal.rotation && { rotation: negated(cast.signal.rotation) }),
        },
      }));
      expect(accuracyOf(evaluateModel(model, flipped, spells))).toBeLessThan(0.3);
    });
  });

  describe('a model trained only on simulated casts, in a room without labels', () => {
    test('learns from casts that it labels itself', async () => {
      const glyphs = readGlyphs();
      const options = { kind: 'rocket', spells, glyphs, seed: 1, live: false } as const;
      const [ofTwo, others] = [
        casts.filter(({ user }) => newPeople.includes(user)),
        casts.filter(({ user }) => !newPeople.includes(user)),
      ];
      const unlabeled = others.map(({ signal, user }) => ({ signal, user }));
      const { artifact } = await train({ casts: [], unlabeled }, options);
      const { trainedOn } = artifact.card;
      expect(trainedOn.casts).toBe(0);
      expect(trainedOn.unlabelledCasts).toBeGreaterThan(0.8 * others.length);
      const model = await loadModel(artifact);
      expect(accuracyOf(evaluateModel(model, ofTwo, spells))).toBeGreaterThan(0.93);
      model.dispose();
    });
  });
});
