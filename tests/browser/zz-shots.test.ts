import { mkdtemp, rm, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../apps/api/src/persistence/free-port.js';
import { openDesk } from '../api/console-desk.js';
import { ownerOf, startServerProcess } from '../process.js';
import { launchBrowser } from './hand.js';
import { gather } from './stage-crowd.js';

const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const PEOPLE = (process.env['PEOPLE'] ?? '5').split(',').map(Number);
const VIEWS = (process.env['VIEWS'] ?? 'lobby,live,teach,book').split(',');
const OUT = '/tmp/shots-stage-room';
test('shots', { timeout: 280_000 }, async () => {
  await mkdir(OUT, { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  const server = await startServerProcess(folder, await freePort());
  const browser = await launchBrowser();
  const desk = await openDesk({ url: server.url, owner: await ownerOf(server) });
  await desk.ask('room:learn', { learning: false });
  const direct = JSON.parse(process.env['DIRECT'] ?? 'null');
  if (direct) console.log(await desk.refusal('stage:direct', direct));
  const token = new URL(desk.state.stageUrl).searchParams.get('token');
  const code = new URL(desk.state.joinUrl).searchParams.get('code') ?? '';
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('PAGE', m.text()); });
  page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
  const show = (view: string) => desk.ask('stage:show', { view });
  const shot = async (name: string) => { await page.screenshot({ path: `${OUT}/${name}.png` }); };
  await page.goto(`${server.url}/stage?token=${token}`);
  const suffix = process.env['SUFFIX'] ?? '';
  try {
    for (const n of PEOPLE) {
      if (VIEWS.includes('nobody')) { await show('lobby'); await sleep(700); await shot(`lobby-0${suffix}`); }
      if (VIEWS.includes('locked')) { await desk.ask('room:lock', { locked: true }); await sleep(400); await shot(`lobby-locked${suffix}`); await desk.ask('room:lock', { locked: false }); }
      const joining = gather({ url: server.url, code }, n);
      if (VIEWS.includes('lobby')) { await show('lobby'); await sleep(500); await shot(`lobby-${n}-arriving${suffix}`); }
      const crowd = await joining;
      if (VIEWS.includes('lobby')) { await sleep(900); await shot(`lobby-${n}${suffix}`); await sleep(6000); await shot(`lobby-${n}-later${suffix}`); }
      const spells = desk.state.spells.map(({ id }) => id);
      if (VIEWS.includes('live')) {
        await show('live');
        const casting = crowd.cast(9);
        await sleep(8_000); await shot(`live-${n}${suffix}`);
        await casting; await sleep(300); await shot(`live-${n}-after${suffix}`);
      }
      if (VIEWS.includes('book')) {
        await show('teach'); await desk.ask('room:teach', { spell: null });
        await sleep(600); await shot(`book-${n}-empty${suffix}`);
        const teaching = crowd.teach((p) => spells[p % Math.max(1, spells.length - 1)]!, n === 5 ? 3000 : 6000);
        await sleep(4500); await shot(`book-${n}-mid${suffix}`);
        await teaching; await sleep(3500); await shot(`book-${n}${suffix}`);
      }
      if (VIEWS.includes('teach')) {
        await show('teach'); await desk.ask('room:teach', { spell: 'bloom' });
        await sleep(600); await shot(`teach-${n}-empty${suffix}`);
        const teaching = crowd.teach(() => 'bloom' as never, n === 5 ? 3000 : 6000);
        await sleep(4600); await shot(`teach-${n}-mid${suffix}`);
        await teaching; await sleep(3500); await shot(`teach-${n}${suffix}`);
      }
      crowd.leave();
      await sleep(500);
    }
    expect(1).toBe(1);
  } finally {
    desk.socket.disconnect(); await browser.close(); await server.end('SIGTERM'); await rm(folder, { recursive: true, force: true });
  }
});
