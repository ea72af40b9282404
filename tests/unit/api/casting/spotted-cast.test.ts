import type { Recognition } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { isBelieved } from '../../../../apps/api/src/casting/ingest/spotted-cast.js';
import type { OpenCast } from '../../../../apps/api/src/casting/ingest/open-cast.js';

const cast = (intent: 'cast' | 'teach', peak: number): Pick<OpenCast, 'head' | 'live'> =>
  ({ head: { intent }, live: { peak } }) as Pick<OpenCast, 'head' | 'live'>;
const model = { id: 'model', spottingThreshold: 0.8 };
const answer = (probability: number, spell: string | null = 'tide'): Recognition =>
  ({ modelId: 'model', spell, probabilities: [probability, 1 - probability] }) as Recognition;

test('[C14] a spotted movement needs more confidence than a press, and must move', () => {
  expect(isBelieved(cast('cast', 20), answer(0.81), model)).toBe(true);
  expect(isBelieved(cast('cast', 20), answer(0.79), model)).toBe(false);
  expect(isBelieved(cast('cast', 20), answer(0.99, null), model)).toBe(false);
  expect(isBelieved(cast('cast', 0), answer(0.99), model)).toBe(false);
  expect(isBelieved(cast('teach', 20), answer(0.99), model)).toBe(false);
  expect(isBelieved(cast('cast', 20), null, model)).toBe(false);
});
