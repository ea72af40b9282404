import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unpackFrame, type PackedFrame } from '@wandcast/protocol';
import { castLine, seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, nextMessage } from '../support/test-server.js';
import { importableFiles } from '../support/recordings.js';
import { useServerFixture, runCommandProcess, type ServerProcess } from '../support/server-process.js';

interface ReplaySummary {
  sent: number;
  stored: number;
  duplicates: number;
  lost: number;
  refused: number;
  correct: number;
  accuracy: number;
}

/** Writes a file of simulated casts of the starter spells. */
async function writeSimulatedCasts(folder: string, people: number, castsPerSpell: number): Promise<string> {
  const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
  const casts = simulateRoom(glyphs, { people, castsPerSpell }, seeded(11));
  const file = path.join(folder, 'simulated.ndjson');
  await writeFile(file, casts.map((cast, i) => castLine({ id: `s${i}`, ...cast })).join('\n'));
  return file;
}

describe('bad input is reported in one line with a non-zero exit code:', () => {
  test.each<[string, string[], RegExp]>([
    ['no file', [], /FILE/],
    ['a missing file', ['/nowhere.ndjson', '--url', 'http://127.0.0.1:1'], /nowhere\.ndjson/],
    ['an unknown flag', ['x.ndjson', '--color', 'red'], /--color/],
    ['a speed that is not a number', ['package.json', '--url', 'http://127.0.0.1:1', '--speed', 'fast'], /--speed/],
    [
      'a session without recorded times',
      ['tests/commands/casts-without-times.ndjson', '--url', 'http://127.0.0.1:1', '--as-recorded'],
      /cast 7 has no recorded time/,
    ],
    ['a file without casts', ['package.json', '--url', 'http://127.0.0.1:1'], /package\.json/],
  ])('%s', async (_what, args, line) => {
    const { code, stderr, stdout } = await runCommandProcess('replay', args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(line);
  });
});

describe('a room', () => {
  const fixture = useServerFixture([beforeAll, afterAll]);
  let server: ServerProcess;
  beforeAll(async () => {
    server = await fixture.start();
  });

  test('stores every sent cast once, and the starter model recognizes most of them', async () => {
    const file = await writeSimulatedCasts(fixture.folder, 6, 8);
    const result = await runCommandProcess('replay', [file, '--url', server.url, '--speed', '20', '--json']);
    const summary = result.json() as ReplaySummary;
    expect(summary).toMatchObject({ sent: 48, stored: 48, duplicates: 0, lost: 0, refused: 0 });
    expect(summary.accuracy).toBeGreaterThan(0.8);
    expect(result.code).toBe(0);
  });

  test('receives a recorded session with its arrivals, taught and free casts, and shortened pauses', async () => {
    const at = Date.UTC(2026, 0, 1, 20);
    const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
    const [one, two, three] = simulateRoom(glyphs, { people: 3, castsPerSpell: 1 }, seeded(11));
    if (one === undefined || two === undefined || three === undefined) throw new Error('a room of three');
    const lines = [
      {
        id: 'c',
        ...three,
        user: 'Cy',
        label: null,
        metadata: { at: at + 902_000, intent: 'cast', heard: three.label },
      },
      { id: 'a', ...one, user: 'Ada', metadata: { at, intent: 'teach', said: one.label } },
      { id: 'b', ...two, user: 'Bo', label: null, metadata: { at: at + 2_000, intent: 'cast', heard: null } },
    ] as const;
    const file = path.join(fixture.folder, 'session.ndjson');
    await writeFile(file, lines.map((line) => castLine(line)).join('\n'));
    const stage = connect(server, '/stage', { token: /stage\?token=(\S+)/.exec(server.stdout())?.[1] });
    await nextMessage(stage, 'stage:welcomed');
    const began = performance.now();
    const shown: { readonly what: string; readonly atMs: number }[] = [];
    stage.on('stage:frame', (frame: PackedFrame) => {
      const { joined = [], results = [] } = unpackFrame(frame);
      const atMs = performance.now() - began;
      shown.push(...joined.map(({ nickname }) => ({ what: nickname, atMs })));
      shown.push(...results.map(({ intent }) => ({ what: intent, atMs })));
    });
    const flags = ['--as-recorded', '--longest-pause', '6', '--json'];
    const summary = (await runCommandProcess('replay', [file, '--url', server.url, ...flags])).json() as object;
    await expect.poll(() => shown.length).toBe(6);
    stage.disconnect();
    expect(summary).toMatchObject({
      sent: 3,
      stored: 3,
      lost: 0,
      duplicates: 0,
      refused: 0,
      people: 3,
      heardAsThen: 1,
    });
    expect((summary as { seconds: number }).seconds).toBeLessThan(20); // although the session had a break of 15 minutes
    expect(shown.map(({ what }) => what)).toEqual(['Ada', 'Bo', 'teach', 'cast', 'Cy', 'cast']);
    const atOf = (what: string): number => shown.find((one) => one.what === what)?.atMs ?? 0;
    expect(atOf('teach') - atOf('Ada')).toBeGreaterThan(3_500);
    expect((shown.at(-1)?.atMs ?? 0) - atOf('cast')).toBeGreaterThan(5_000);
  });

  test('with an unknown code is reported', async () => {
    const file = await writeSimulatedCasts(fixture.folder, 1, 1);
    const { code, stderr } = await runCommandProcess('replay', [file, '--url', server.url, '--code', 'NOPE99']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/event-unknown/);
  });

  test('that lacks spells to teach is reported with their names', async () => {
    const file = path.join(fixture.folder, 'other.ndjson');
    await writeFile(
      file,
      '{"id":"1","user":"u","label":"Frog","t":[0,10,20,30],"x":[0,1,2,3],"y":[0,1,2,3],"z":[0,1,2,3]}',
    );
    const { code, stderr } = await runCommandProcess('replay', [file, '--url', server.url, '--intent', 'teach']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/lacks Frog.*--token/);
  });
});

describe('a kill -9 of the server during a replay, followed by a restart,', () => {
  const fixture = useServerFixture();
  let server: ServerProcess;
  beforeEach(async () => {
    server = await fixture.start();
  });

  /** Replays a file, kills the server with SIGKILL once `after` casts are committed, and restarts it. */
  async function replayAcrossKill(file: string, after: number, speed: string): Promise<unknown> {
    const replay = runCommandProcess('replay', [
      file,
      '--url',
      server.url,
      '--speed',
      speed,
      '--wands',
      '40',
      '--json',
    ]);
    await expect.poll(committed, { interval: 20 }).toBeGreaterThan(after);
    await server.end('SIGKILL');
    server = await fixture.start();
    return (await replay).json();
  }

  async function committed(): Promise<number> {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/wandcast_commit_casts_sum (\d+)/.exec(text)?.[1] ?? 0);
  }

  test('loses nothing and stores nothing twice', async () => {
    const file = await writeSimulatedCasts(fixture.folder, 12, 40);
    const summary = await replayAcrossKill(file, 60, '3');
    expect(summary).toMatchObject({ sent: 240, stored: 240, duplicates: 0, lost: 0, refused: 0 });
  });

  /** Casts after which the server is killed, and the speed, by file. */
  const kills: Readonly<Record<string, readonly [number, string]>> = {
    'simulated-casts.ndjson.gz': [150, '5'],
    'spell-casts-2018.ndjson.gz': [30, '3'],
    'air-letters.ndjson.gz': [300, '5'],
  };

  test.each(importableFiles.flatMap(({ files }) => files))(
    'loses no recorded cast of $name',
    async ({ name, path: file, casts: sent }) => {
      const [after = 0, speed = ''] = kills[name] ?? [];
      const whole = await runCommandProcess('replay', [file, '--url', server.url, '--speed', '0', '--json']);
      const killed = await replayAcrossKill(file, sent + after, speed);
      for (const summary of [whole.json(), killed])
        expect(summary).toMatchObject({ sent, stored: sent, duplicates: 0, lost: 0, refused: 0 });
    },
  );
});
