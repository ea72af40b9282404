import type { Axes } from '@wandcast/gesture';
import { accuracyOf, evaluateModel, NearestCast } from '@wandcast/recognition';
import { loadModel, startEngine, train, type Model } from '@wandcast/recognition/tensorflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasLetters, readLetterGlyphs, readLetters, type Letter } from './recorded-letters.js';

const minutes = 60_000;
/** People who are held out: neither the hardest nor the easiest to understand. */
const newPeople = ['3', '7'];

let letters: Letter[] = [];
let spells: string[] = [];

beforeAll(async () => {
  if (!hasLetters) return;
  await startEngine('auto');
  letters = readLetters();
  spells = [...new Set(letters.map(({ label }) => label))].sort();
});

describe.skipIf(!hasLetters)('letters drawn in the air by real people', () => {
  const known = () => letters.filter(({ user }) => !newPeople.includes(user));
  const unmet = () => letters.filter(({ user }) => newPeople.includes(user));

  test('of people it has not met are named nineteen times in twenty', async () => {
    const { artifact } = await train({ casts: known() }, { kind: 'rocket', spells, seed: 1, live: false });
    const model = await loadModel(artifact);
    expect(accuracyOf(evaluateModel(model, unmet(), spells))).toBeGreaterThan(0.95);
    model.dispose();
  });

  test('are named by the nearest cast too: the baseline is an honest one', () => {
    const nearest = new NearestCast(known());
    const right = unmet().filter(({ signal, label }) => nearest.label(signal) === label);
    expect(right.length / unmet().length).toBeGreaterThan(0.85);
  });
});

describe.skipIf(!hasLetters)('a model that met no person, only simulated casts of the glyphs', () => {
  let model: Model;

  beforeAll(async () => {
    const options = { kind: 'rocket', spells, glyphs: readLetterGlyphs(), seed: 1, live: false } as const;
    const { artifact } = await train({ casts: [] }, options);
    model = await loadModel(artifact);
  }, 3 * minutes);
  afterAll(() => {
    model.dispose();
  });

  test('names nine of ten letters of real people', () => {
    expect(accuracyOf(evaluateModel(model, letters, spells))).toBeGreaterThan(0.9);
  });

  test('fails where every sign is turned round: what it sees is the drawing', () => {
    const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
    const flipped = letters.map((cast) => ({
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

describe.skipIf(!hasLetters)('a model that met no person, and then a room that nobody labeled', () => {
  test('learns from casts that it names itself', async () => {
    const glyphs = readLetterGlyphs();
    const options = { kind: 'rocket', spells, glyphs, seed: 1, live: false } as const;
    const [ofTwo, others] = [
      letters.filter(({ user }) => newPeople.includes(user)),
      letters.filter(({ user }) => !newPeople.includes(user)),
    ];
    const unlabeled = others.map(({ signal, user }) => ({ signal, user }));
    const { artifact } = await train({ casts: [], unlabeled }, options);
    const { unlabelledCasts, casts } = artifact.card.trainedOn;
    expect(casts).toBe(0);
    expect(unlabelledCasts).toBeGreaterThan(0.8 * others.length);
    const model = await loadModel(artifact);
    expect(accuracyOf(evaluateModel(model, ofTwo, spells))).toBeGreaterThan(0.93);
    model.dispose();
  });
});
