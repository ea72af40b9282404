import { seeded, simulateRoom, type Axes } from '@wandcast/gesture';
import { accuracyOf, judgedBy, NearestCast, unpackParts, type Artefact } from '@wandcast/recognition';
import { loadModel, startEngine, train, type Model } from '@wandcast/recognition/tensorflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasLetters, readLetterGlyphs, readLetters, type Letter } from './recorded.js';

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

  test('of people it has not met are named nine times in ten', { timeout: 3 * minutes }, async () => {
    const artefact = await train(known(), { kind: 'cnn', spells, seed: 1, measure: false, live: false });
    const model = await loadModel(artefact);
    expect(accuracyOf(judgedBy(model, unmet(), spells))).toBeGreaterThan(0.9);
    model.dispose();
  });

  test('are named by the nearest cast too: the baseline is an honest one', () => {
    const nearest = new NearestCast(known());
    const right = unmet().filter(({ signal, label }) => nearest.label(signal) === label);
    expect(right.length / unmet().length).toBeGreaterThan(0.85);
  });
});

describe.skipIf(!hasLetters)('a model that met no person, only simulated casts of the glyphs', () => {
  let artefact: Artefact;
  let model: Model;

  beforeAll(async () => {
    const room = simulateRoom(readLetterGlyphs(), { people: 100, castsPerSpell: 100 }, seeded(1));
    artefact = await train(room, { kind: 'cnn', spells, seed: 1, simulated: true, measure: false, live: false });
    model = await loadModel(artefact);
  }, 3 * minutes);
  afterAll(() => {
    model.dispose();
  });

  test('names 85 % of the letters of real people', () => {
    expect(unpackParts(artefact)).toHaveLength(2);
    expect(accuracyOf(judgedBy(model, letters, spells))).toBeGreaterThan(0.85);
  });

  test('fails where the signs are those of the other convention: what it sees is the drawing', () => {
    const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
    const flipped = letters.map((cast) => ({
      ...cast,
      signal: { ...cast.signal, ...(cast.signal.linear && { linear: negated(cast.signal.linear) }) },
    }));
    expect(accuracyOf(judgedBy(model, flipped, spells))).toBeLessThan(0.3);
  });
});
