import { expect, test } from 'vitest';
import { firstStep } from '../../../../../apps/web/src/wand/join/join-step';

test('someone who scanned the code waits for the join info without seeing the form to type it', () => {
  expect(firstStep('?code=MOTH42')).toEqual({ kind: 'loading', code: 'MOTH42' });
  expect(firstStep('?lang=de&code=moth-42')).toEqual({ kind: 'loading', code: 'MOTH42' });
});

test('someone without a code types it', () => {
  const form = { kind: 'code', typed: '', isBusy: false, refused: undefined };
  for (const search of ['', '?', '?code=', '?code=%20-', '?lang=de']) expect(firstStep(search)).toEqual(form);
});
