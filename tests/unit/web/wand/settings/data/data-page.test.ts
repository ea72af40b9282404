import { expect, test } from 'vitest';
import { ref } from 'vue';
import DataPage from '../../../../../../apps/web/src/wand/settings/data/DataPage.vue';
import { htmlOf } from '../../../html-of';

test('deleting all data is never the main button of the page', async () => {
  const welcome = {
    event: { code: 'MOTH42', title: 'A talk' },
    participant: { nickname: 'Salt Hare', sigil: 'moth', metal: 'brass', grove: 'ash' },
    standing: { points: 0, rank: null },
    model: null,
    round: null,
  };
  const room = { lost: ref(false), pendingCount: ref(0), wand: {} };
  const html = await htmlOf(DataPage, { room, welcome });
  const [, classes] = /<button class="([^"]*)"[^>]*>\s*Delete my data\s*<\/button>/.exec(html) ?? [];
  expect(classes?.split(' ')).toEqual(expect.arrayContaining(['button', 'second', 'danger']));
});
