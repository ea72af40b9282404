import { expect, test } from 'vitest';
import SignPage from '../../../../../apps/web/src/wand/join/SignPage.vue';
import { htmlOf } from '../../html-of';

const signed = (asks: boolean): Promise<string> =>
  htmlOf(SignPage, { asks, initial: undefined, refused: undefined, title: 'A talk' });

test('the button tells that the phone will ask only if it will', async () => {
  expect(await signed(true)).toMatch(
    /<button[^>]*type="submit"[^]*Your phone will ask for motion access[^]*<\/button>/,
  );
  expect(await signed(false)).toContain('Wake my wand');
  expect(await signed(false)).not.toContain('will ask');
});
