import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { ConsoleParticipant, Round } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { expectAccessible } from './accessibility-audit.js';
import { button, heading, joinRoom, openPhone } from './reduced-motion-phone.js';
import { CONNECTION_ERROR, pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { teachOnce } from '../support/teach-once.js';
import { castByRing, castUntilFelt } from '../support/cast-by-ring.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the wand after joining is accessible', () => {
  let client: ConsoleClient;
  beforeAll(async () => {
    if (noBrowser === undefined) client = await openConsole(site.server);
  });
  afterAll(() => {
    if (noBrowser === undefined) client.socket.disconnect();
  });

  test('while casting', async () => {
    const { page, hand } = await joinRoom(site.browser, site.server.links.join, 'Salt Hare');
    const pageErrors = pageErrorsOf(page);
    const model = client.state.model?.id;
    await expectAccessible(page, 'start');
    await button(page, /^Settings:/).click();
    await heading(page, 'Your wand').waitFor();
    await expectAccessible(page, 'settings');
    await button(page, 'Back').click();
    await button(page, /^Cast a spell/).click();
    const ring = page.getByRole('button', { name: 'Press and cast' });
    await ring.waitFor();
    await expectAccessible(page, 'ring');
    const finger = { pointerId: 1, isPrimary: true, button: 0 };
    const signal = spark(); // reading its file takes a moment
    await ring.dispatchEvent('pointerdown', finger);
    await hand.wave(signal);
    await expectAccessible(page, 'recording', { brief: true });
    if ((await ring.getAttribute('aria-pressed')) === 'true') await ring.dispatchEvent('pointerup', finger);
    const again = button(page, 'Show spells');
    await again.click();
    for (const [threshold, name] of [
      [0, 'answered'],
      [1, 'fizzled'],
    ] as const) {
      await client.ask('model:threshold', { modelId: model, threshold });
      await castUntilFelt(page, () => castByRing(page, hand, signal));
      await expectAccessible(page, name);
      await again.click();
    }

    await page.context().setOffline(true);
    await page.getByText('Connection lost').first().waitFor();
    await expectAccessible(page, 'lost');
    await castByRing(page, hand, spark());
    await button(page, 'Show spells').waitFor();
    await expectAccessible(page, 'lost-kept');
    await page.context().setOffline(false);
    await page.getByText('Connection lost').first().waitFor({ state: 'detached' });
    expect(pageErrors.filter((one) => !CONNECTION_ERROR.test(one))).toEqual([]);
    await page.context().close();
  });

  test('while held flat, and while practicing', async () => {
    const page = await openPhone(site.browser);
    const pageErrors = pageErrorsOf(page);
    const hand = await simulateSensors(page, { lying: true });
    const [none, down] = [new Float32Array(2), new Float32Array([9.81, 9.81])];
    const still = { x: none, y: none, z: none };
    const lie = () => hand.wave({ t: new Float32Array([0, 600]), linear: still, gravity: { ...still, z: down } });
    await page.goto(site.server.links.join);
    await page.getByLabel('Wizard name').fill('Nine Owls');
    await button(page, /^Wake my wand/).click();
    await lie();
    await button(page, /^Settings/).click();
    await button(page, 'Recalibrate').click();
    await lie();
    await heading(page, 'Hold your phone upright').waitFor();
    await expectAccessible(page, 'upright');
    await hand.rest(1_500);
    await button(page, 'Back').click();
    await button(page, 'Practice').click();
    await button(page, 'Done practicing').waitFor();
    await expectAccessible(page, 'practice');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('while teaching', async () => {
    const { page, hand } = await joinRoom(site.browser, site.server.links.join, 'Brisk Wren');
    const pageErrors = pageErrorsOf(page);
    await button(page, /^Teach a spell/).click();
    await heading(page, 'Teach a spell').waitFor();
    await expectAccessible(page, 'teach-picker');
    await client.ask('room:teach', { spell: 'tide' });
    await client.ask('stage:direct', { announcement: 'Break until nine, and there is tea in the foyer for everyone' });
    await button(page, /^Everyone’s teaching Tide/).waitFor();
    await expectAccessible(page, 'teach-picker-asked');
    const notice = page.locator('.notice', { hasText: 'Break until nine' });
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await client.ask('stage:direct', { announcement: null });
    await button(page, /^Everyone’s teaching Tide/).click();
    await button(page, 'Start countdown').waitFor();
    await expectAccessible(page, 'teach-guide');
    await button(page, 'Start countdown').click();
    await button(page, 'Cancel').waitFor();
    await expectAccessible(page, 'teach-countdown', { brief: true });
    // The audit may take longer than the recording.
    await heading(page, 'Draw it now').or(button(page, 'Start countdown')).waitFor();
    await expectAccessible(page, 'teach-recording', { brief: true });
    const random = seeded(4);
    const glyph = starterSpellbook.find(({ id }) => id === 'tide')?.glyph ?? '';
    const person = simulatePerson(random);
    await button(page, 'Start countdown').waitFor(); // nothing moved, so the guide is shown again
    await teachOnce(page, hand, () => simulateCast(parseGlyph(glyph), person, random));
    await page.getByText('Rough sketch of your movement').waitFor();
    await expectAccessible(page, 'teach-review');
    await button(page, 'Keep it').click();
    await button(page, 'Back to the spells').click();
    await client.ask('room:teach', { spell: null });
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('during a round, and after the participant was removed', async () => {
    const { page, hand } = await joinRoom(site.browser, site.server.links.join, 'Quiet Otter');
    const pageErrors = pageErrorsOf(page);
    const begin = (kind: Round['kind'], spell: string | null) =>
      client.ask<Round>('round:start', { kind, spell, seconds: 600 });
    await button(page, /^Teach a spell/).click();
    await heading(page, 'Teach a spell').waitFor();
    const order = await begin('order', 'spark');
    await button(page, /Cast\s+Spark/).waitFor();
    await expectAccessible(page, 'round-call', { brief: true });
    await button(page, /Cast\s+Spark/).click();
    await heading(page, 'Cast Spark').waitFor();
    await expectAccessible(page, 'round-ready', { brief: true });
    const ring = page.getByRole('button', { name: 'Press and cast' });
    await ring.waitFor();
    await expectAccessible(page, 'round-running');
    await client.ask('round:pause', { roundId: order.id });
    await page.getByText('Paused').first().waitFor();
    await expectAccessible(page, 'round-paused');
    await client.ask('round:resume', { roundId: order.id });
    await ring.waitFor();
    await client.ask('model:threshold', { modelId: client.state.model?.id, threshold: 0 });
    await castByRing(page, hand, spark());
    await button(page, 'Show spells').waitFor();
    await expectAccessible(page, 'round-answered');
    await client.ask('round:end', { roundId: order.id });
    await heading(page, /is over$/).waitFor();
    await expectAccessible(page, 'round-over');
    await client.ask('round:undo', { roundId: order.id });
    await heading(page, /was undone$/).waitFor();
    await expectAccessible(page, 'round-undone');
    const free = await begin('free', null);
    await ring.waitFor();
    await expectAccessible(page, 'round-free');
    await client.ask('round:end', { roundId: free.id });

    const people = await client.ask<readonly ConsoleParticipant[]>('participants:list', {});
    const participantId = people.find(({ nickname }) => nickname === 'Quiet Otter')?.id;
    await client.ask('participant:remove', { participantId, forGood: false });
    await heading(page, 'Out for a while').waitFor();
    await expectAccessible(page, 'removed');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
