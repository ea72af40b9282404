import { starterSpellbook } from '@wandcast/gesture';
import type { RoundTally } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import PredictionColumns from '../../../../../apps/web/src/shared/components/PredictionColumns.vue';
import RoundTallyRows from '../../../../../apps/web/src/stage/round/RoundTally.vue';
import { texts } from '../../../../../apps/web/src/stage/texts/stage-texts';
import { htmlOf } from '../../html-of';

const [ember, tide] = starterSpellbook;
if (ember === undefined || tide === undefined) throw new Error('the book is too small');

/** The visible texts that are numbers, with their units. */
async function numbersIn(component: unknown, props: object): Promise<string[]> {
  const html = await htmlOf(component, props);
  return html
    .replace(/<span class="visually-hidden"[^>]*>[^<]*<\/span>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => /^\d/.test(text));
}

test('each row of a tally has its number of casts, and its share in percent', async () => {
  const tally: RoundTally = {
    ...{ roundId: 'r', recognized: [[ember.id, 15]], fizzled: 5, people: 20, of: 30 },
    ...{ isSettled: false, leaders: [], bestCasts: [] },
  };
  const props = { spells: [ember], asked: ember.id, tally, height: 40, over: false, undone: false, calm: true };
  expect(await numbersIn(RoundTallyRows, props)).toEqual(['20', '15', '75%', '5', '25%']);
});

test('each bar below a cast has its probability in percent', async () => {
  const predictions = [
    { spell: ember, probability: 0.9 },
    { spell: tide, probability: 0.1 },
  ];
  const props = { predictions, threshold: null, format: texts().numbers.percent };
  expect(await numbersIn(PredictionColumns, props)).toEqual(['90%', '10%']);
});
