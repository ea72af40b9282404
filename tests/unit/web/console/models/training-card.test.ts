import { shallowRef } from 'vue';
import { expect, test } from 'vitest';
import TrainingCard from '../../../../../apps/web/src/console/models/training/TrainingCard.vue';
import { htmlOf } from '../../html-of';
import { progress } from '../fixtures';

const client = { link: shallowRef({ kind: 'open' }) };

test('a training says that the best model follows only until that is stored', async () => {
  const follows = 'A first model is awake already; the best one follows.';
  const shown = (stage: 'training' | 'comparing', firstModelId: string | null): Promise<string> =>
    htmlOf(TrainingCard, { training: progress({ stage, firstModelId }), client });
  expect(await shown('training', null)).not.toContain(follows);
  expect(await shown('training', 'model-2')).toContain(follows);
  const stored = await shown('comparing', 'model-2');
  expect(stored).toContain('The model is stored.');
  expect(stored).not.toContain(follows);
});
