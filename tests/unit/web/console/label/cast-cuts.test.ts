import { toFailure, type Answer, type CastId, type CutCast } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shallowRef } from 'vue';
import { useCastCuts, type CastCuts } from '../../../../../apps/web/src/console/label/cut/useCastCuts';
import type { ConsoleClient } from '../../../../../apps/web/src/console/connection/useConsoleClient';
import { mounted } from '../../mounted';

const [one, two] = ['one', 'two'] as [CastId, CastId];

let cuts: CastCuts;
let unmount: () => void;
let shown: CastId | undefined;
/** What followed the answers. */
let followed: string[];
/** Answers the running request. */
let answer: (answer: Answer<CutCast>) => Promise<void>;
beforeEach(() => {
  shown = one;
  followed = [];
  const ask = (): Promise<Answer<CutCast>> =>
    new Promise((resolve) => {
      answer = async (value) => {
        resolve(value);
        await new Promise(setImmediate);
      };
    });
  const client: Pick<ConsoleClient, 'link' | 'cuts'> = {
    link: shallowRef({ kind: 'open' }),
    cuts: { trim: ask, split: ask, restore: ask },
  };
  const undo = { offer: () => void followed.push('undo offered') };
  ({ result: cuts, unmount } = mounted(() =>
    useCastCuts(
      client,
      undo,
      () => shown,
      () => followed.push('closed'),
    ),
  ));
  cuts.trim(one, { from: 0, until: 1_000 });
});
afterEach(() => {
  unmount();
});

const trimmed: Answer<CutCast> = { ok: true, value: { castId: one, nickname: 'Quiet Otter' } as CutCast };

test('an editor closes once its cast was trimmed', async () => {
  expect(followed).toEqual([]);
  await answer(trimmed);
  expect(followed).toEqual(['undo offered', 'closed']);
});

test('the editor of another cast stays open', async () => {
  shown = two;
  await answer(trimmed);
  expect(followed).toEqual(['undo offered']);
});

test('an editor stays open after a failure', async () => {
  await answer({ ok: false, failure: toFailure('part-too-short') });
  expect(followed).toEqual([]);
  expect(cuts.failure.value?.code).toBe('part-too-short');
});
