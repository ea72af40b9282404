import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { joinRoom, holdUntil, openPhone, press, ring, goToRing, type Phone } from '../support/phone-page.js';
import { MAX_ATTEMPTS, castByRing, castUntilFelt } from '../support/cast-by-ring.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { teachOnce } from '../support/teach-once.js';
import { openProxy, type NetworkProxy } from '../support/network-proxy.js';

const site = openSite();
const join = (url: string): string => `${url}/?code=${site.server.code}`;
const lost = ({ page }: Phone): ReturnType<Phone['page']['getByText']> =>
  page.getByText('Connection lost', { exact: true }).first();

interface Row {
  readonly intent: string;
  readonly spell_id: string | null;
}
/** Stored casts of a participant, in the order of casting. */
const storedOf = (name: string): Promise<Row[]> =>
  site.server.query<Row>(
    `SELECT intent, spell_id FROM casts JOIN participants p ON p.id = participant_id WHERE p.nickname = $1 ORDER BY started_at`,
    [name],
  );

/** Casts in the phone's database, of all events. */
const keptOn = (page: Phone['page']): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('wandcast');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const counting = opening.result.transaction('casts').objectStore('casts').count();
          counting.onerror = reject;
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

const castFelt = ({ page, hand }: Phone): Promise<void> => castUntilFelt(page, () => castByRing(page, hand, spark()));

const unfelt = (): Error => new Error(`the page felt none of ${String(MAX_ATTEMPTS)} movements`);

/** Waits until a cast made without a connection has ended. @returns whether it is kept; else the page felt no movement */
async function isKept(phone: Phone): Promise<boolean> {
  const kept = phone.page.getByText('Kept', { exact: true }).first();
  const refused = phone.page.getByText('Not this time', { exact: true });
  await holdUntil(phone, async () => (await kept.isVisible()) || (await refused.isVisible()));
  return kept.isVisible();
}

/**
 * Casts without a connection, then makes the ring ready again. On a busy machine a page may receive so few samples of a
 * cast that it asks to repeat it.
 * @param waiting casts that are waiting afterwards
 */
async function castAway(phone: Phone, waiting: number): Promise<void> {
  const { page, hand } = phone;
  for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
    await castByRing(page, hand, spark());
    const done = await isKept(phone);
    if (done) await page.getByText(`${String(waiting)} waiting to send`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show spells' }).click();
    if (done) return;
  }
  throw unfelt();
}

/** Loses the connection in the middle of a cast, which is kept. Repeats that if the page felt no movement. */
async function castWhileCut(phone: Phone, proxy: NetworkProxy): Promise<void> {
  for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
    await press(phone);
    await phone.hand.rest(150);
    proxy.setMode('down');
    await phone.hand.wave(spark());
    await phone.page.mouse.up();
    const done = await isKept(phone);
    await phone.page.getByRole('button', { name: 'Show spells' }).click();
    if (done) return;
    proxy.setMode('open');
    await holdUntil(phone, async () => !(await lost(phone).isVisible()));
    await phone.hand.rest(800); // the ring ignores presses for a moment after a cast that ended by itself
  }
  throw unfelt();
}

describe.skipIf(noBrowser !== undefined)('a wand without a connection', () => {
  test('loses no cast in 20 s offline, starting in the middle of one', async () => {
    const proxy = await openProxy(site.server.url);
    const phone = await openPhone(site.browser, join(proxy.url));
    await joinRoom(phone, 'Cut Off Hare');
    await castWhileCut(phone, proxy);
    const began = performance.now();
    await holdUntil(phone, () => lost(phone).isVisible());
    await castAway(phone, 2);
    await phone.page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await phone.page.getByRole('button', { name: 'Teach a spell' }).click();
    await phone.page.getByRole('button', { name: /^Teach Ember/ }).click();
    await teachOnce(phone.page, phone.hand, spark);
    await phone.page.getByRole('button', { name: 'Keep it' }).click();
    await holdUntil(phone, () => Promise.resolve(performance.now() - began > 20_000));
    expect(await storedOf('Cut Off Hare')).toEqual([]);
    proxy.setMode('open');
    await holdUntil(phone, async () => (await storedOf('Cut Off Hare')).length === 3);
    expect(await storedOf('Cut Off Hare')).toEqual([
      { intent: 'cast', spell_id: null },
      { intent: 'cast', spell_id: null },
      { intent: 'teach', spell_id: 'ember' },
    ]);
    await holdUntil(phone, async () => !(await lost(phone).isVisible()));
    expect(phone.pageErrors).toEqual([]);
    await phone.page.context().close();
    await proxy.close();
  });

  test('sends pending casts after a reload and after reopening the page', async () => {
    const proxy = await openProxy(site.server.url);
    const phone = await openPhone(site.browser, join(proxy.url));
    await joinRoom(phone, 'Fresh Hare');
    proxy.setMode('pages');
    await lost(phone).waitFor();
    await castAway(phone, 1);
    await castAway(phone, 2);
    await phone.page.reload();
    expect(await storedOf('Fresh Hare')).toEqual([]);
    const context = phone.page.context();
    await phone.page.close();
    const reopened = await openPhone(site.browser, join(proxy.url), context);
    proxy.setMode('open');
    await holdUntil(reopened, async () => (await storedOf('Fresh Hare')).length === 2);
    expect(reopened.pageErrors).toEqual([]);
    await context.close();
    await proxy.close();
  });

  test('sends each cast once from two tabs, which both show the pending ones', async () => {
    const proxy = await openProxy(site.server.url);
    const one = await openPhone(site.browser, join(proxy.url));
    await joinRoom(one, 'Twin Hare');
    const context = one.page.context();
    const two = await openPhone(site.browser, join(proxy.url), context);
    const sent: string[] = [];
    for (const { page } of [one, two])
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          if (typeof payload === 'string' && payload.includes('"cast:replay"')) sent.push(payload);
        }),
      );
    // Messages sent by polling would not be recorded.
    await context.route(/transport=polling/, (route) => route.abort());
    await two.page
      .getByRole('button', { name: 'Wake my wand' })
      .or(two.page.getByText('Your wand is awake'))
      .first()
      .waitFor();
    await goToRing(two);
    proxy.setMode('pages');
    await Promise.all([lost(one).waitFor(), lost(two).waitFor()]);
    await castAway(one, 1);
    await two.page.getByText('1 waiting to send', { exact: true }).waitFor();
    await castAway(two, 2);
    for (const { page } of [one, two]) await page.getByText('2 waiting to send', { exact: true }).waitFor();
    proxy.setMode('open');
    await holdUntil(one, async () => (await storedOf('Twin Hare')).length === 2);
    for (const phone of [one, two])
      await holdUntil(
        phone,
        async () =>
          !(await phone.page
            .getByText(/waiting to send/)
            .first()
            .isVisible()),
      );
    expect(sent).toHaveLength(2);
    const people = `SELECT count(*)::int AS n FROM participants WHERE nickname = 'Twin Hare'`;
    expect(await site.server.query(people)).toEqual([{ n: 1 }]);

    // Deleting the data in one tab removes the participant from the other.
    await two.page.getByRole('button', { name: /Twin Hare/ }).click();
    await two.page.getByRole('button', { name: 'Your data', exact: true }).click();
    await two.page.getByRole('button', { name: 'Delete my data' }).click();
    await two.page.getByRole('button', { name: 'Delete my data' }).click();
    await one.page.getByRole('heading', { name: 'You are forgotten' }).waitFor();
    expect(await site.server.query(people)).toEqual([{ n: 0 }]);
    expect([...one.pageErrors, ...two.pageErrors]).toEqual([]);
    await context.close();
    await proxy.close();
  });
});

/** Simulates a visibility change, which headless browsers do not have. */
const see = ({ page }: Phone, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

describe.skipIf(noBrowser !== undefined)('a wand whose page was hidden', () => {
  test('cancels an incomplete cast with a message, and can cast again', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone, 'Hidden Hare');
    await press(phone);
    await phone.hand.rest(300);
    await see(phone, 'hidden');
    await phone.page
      .getByText('The page was in the background, so that cast was discarded. Cast it again.')
      .first()
      .waitFor();
    await phone.page.mouse.up();
    await see(phone, 'visible');
    await phone.hand.rest(300);
    await phone.page.getByRole('button', { name: 'Show spells' }).click();
    await castFelt(phone);
    await holdUntil(phone, async () => (await storedOf('Hidden Hare')).length === 1);
    expect(phone.pageErrors).toEqual([]);
    await phone.page.context().close();
  });

  test('detects after sleeping that its connection was lost, and reconnects', async () => {
    const proxy = await openProxy(site.server.url);
    const phone = await openPhone(site.browser, join(proxy.url));
    await joinRoom(phone, 'Slept Hare');
    const cdp = await phone.page.context().newCDPSession(phone.page);
    const sockets: number[] = [];
    phone.page.on('websocket', () => sockets.push(performance.now()));
    await cdp.send('Debugger.enable');
    const slept = new Promise((resolve) => cdp.once('Debugger.paused', resolve));
    await cdp.send('Debugger.pause'); // no timers or events, like a locked phone
    await phone.hand.rest(50);
    await slept;
    proxy.setMode('pages');
    proxy.setMode('open');
    const woke = performance.now();
    await cdp.send('Debugger.resume');
    await see(phone, 'visible');
    await holdUntil(phone, () => Promise.resolve(sockets.length > 0));
    console.log(`a new connection ${((sockets[0] ?? 0) - woke).toFixed(0)} ms after it woke`);
    await castFelt(phone);
    await holdUntil(phone, async () => (await storedOf('Slept Hare')).length === 1);
    expect(phone.pageErrors).toEqual([]);
    await phone.page.context().close();
    await proxy.close();
  });
});

test.skipIf(noBrowser !== undefined)(
  'a wand without storage warns, and loses no cast while the page is open',
  async () => {
    const proxy = await openProxy(site.server.url);
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    const pageErrors = pageErrorsOf(page);
    const phone: Phone = { page, hand: await simulateSensors(page), pageErrors };
    await page.goto(join(proxy.url));
    await joinRoom(phone, 'Forgetful Hare');
    proxy.setMode('pages');
    await lost(phone).waitFor();
    await castAway(phone, 1);
    await page.getByText('This browser can’t store casts.').first().waitFor();
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked++;
      void dialog.dismiss();
    });
    // The browser asks for confirmation, which is dismissed.
    await page.reload({ timeout: 1_000 }).catch(() => undefined);
    await expect.poll(() => asked).toBe(1);
    await ring(phone).waitFor();
    proxy.setMode('open');
    await holdUntil(phone, async () => (await storedOf('Forgetful Hare')).length === 1);
    await context.close();
    await proxy.close();
  },
);

// Last, because the event ends.
test.skipIf(noBrowser !== undefined)(
  'a phone sends casts that it kept in an event after it has joined the next one',
  async () => {
    const proxy = await openProxy(site.server.url);
    const first = site.server.code;
    const phone = await openPhone(site.browser, join(proxy.url));
    await joinRoom(phone, 'Late Hare');
    proxy.setMode('pages');
    await lost(phone).waitFor();
    await castAway(phone, 1);
    const context = phone.page.context();
    await phone.page.close();
    const client = await openConsole(site.server);
    const bookId = client.state.books.current;
    const { code } = await client.ask<{ code: string }>('event:begin', { after: first, title: 'The next one', bookId });
    client.socket.disconnect();
    expect(code).not.toBe(first);
    proxy.setMode('open');
    const next = await openPhone(site.browser, `${proxy.url}/?code=${code}`, context);
    await joinRoom(next, 'Late Hare');
    const events = `SELECT e.code FROM casts c JOIN events e ON e.id = c.event_id
    JOIN participants p ON p.id = c.participant_id WHERE p.nickname = 'Late Hare'`;
    await expect.poll(() => site.server.query(events)).toEqual([{ code: first }]);
    await expect.poll(() => keptOn(next.page)).toBe(0);
    expect(next.pageErrors).toEqual([]);
    await context.close();
    await proxy.close();
  },
);
