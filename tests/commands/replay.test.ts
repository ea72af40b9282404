import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { castLine, seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../apps/api/src/persistence/free-port.js';
import {
  removeFolder,
  runCommandProcess,
  sharedData,
  startServerProcess,
  temporaryFolder,
  type ServerProcess,
} from '../process.js';

interface Replayed {
  sent: number;
  stored: number;
  duplicates: number;
  lost: number;
  refused: number;
  correct: number;
  accuracy: number;
}

let folder: string;
let port: number;
let server: ServerProcess;
beforeEach(async () => {
  folder = await temporaryFolder();
  port = await freePort();
  server = await startServerProcess(folder, port);
});
afterEach(async () => {
  await server.end('SIGINT');
  await removeFolder(folder);
});

/** A file of simulated casts of the starter spells. */
async function simulatedFile(people: number, castsPerSpell: number): Promise<string> {
  const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
  const casts = simulateRoom(glyphs, { people, castsPerSpell }, seeded(11));
  const file = path.join(folder, 'simulated.ndjson');
  await writeFile(file, casts.map((cast, i) => castLine({ id: `s${i}`, ...cast })).join('\n'));
  return file;
}

test('everything that is sent is stored, once, and mostly recognised by the starter model', async () => {
  const file = await simulatedFile(6, 8);
  const result = await runCommandProcess('replay', [file, '--url', server.url, '--speed', '20', '--json']);
  const summary = result.json() as Replayed;
  expect(summary).toMatchObject({ sent: 48, stored: 48, duplicates: 0, lost: 0, refused: 0 });
  expect(summary.accuracy).toBeGreaterThan(0.8);
  expect(result.code).toBe(0);
});

test('a server killed by kill -9 in the middle and started again loses nothing and stores nothing twice', async () => {
  const file = await simulatedFile(12, 40);
  const replay = runCommandProcess('replay', [file, '--url', server.url, '--speed', '3', '--wands', '24', '--json']);
  const stored = async (): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/wandcast_commit_casts_sum (\d+)/.exec(text)?.[1] ?? 0);
  };
  while ((await stored()) < 60) await new Promise((resolve) => setTimeout(resolve, 50));
  await server.end('SIGKILL');
  server = await startServerProcess(folder, port);
  const summary = (await replay).json();
  expect(summary).toMatchObject({ sent: 240, stored: 240, duplicates: 0, lost: 0, refused: 0 });
});

describe('bad input is one clear line and a non-zero exit', () => {
  test.each<[string, string[], RegExp]>([
    ['no file', [], /FILE/],
    ['a file that is not there', ['/nowhere.ndjson', '--url', 'http://127.0.0.1:1'], /nowhere\.ndjson/],
    ['a flag we do not know', ['x.ndjson', '--colour', 'red'], /--colour/],
    ['a speed that is no number', ['package.json', '--url', 'http://127.0.0.1:1', '--speed', 'fast'], /--speed/],
    ['a file that holds no casts', ['package.json', '--url', 'http://127.0.0.1:1'], /package\.json/],
  ])('%s', async (_what, args, line) => {
    const { code, stderr, stdout } = await runCommandProcess('replay', args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(line);
  });

  test('a room that has another code', async () => {
    const file = await simulatedFile(1, 1);
    const { code, stderr } = await runCommandProcess('replay', [file, '--url', server.url, '--code', 'NOPE99']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/event-unknown/);
  });

  test('spells to teach that the room lacks', async () => {
    const file = path.join(folder, 'other.ndjson');
    await writeFile(
      file,
      '{"id":"1","user":"u","label":"Frog","t":[0,10,20,30],"x":[0,1,2,3],"y":[0,1,2,3],"z":[0,1,2,3]}',
    );
    const { code, stderr } = await runCommandProcess('replay', [file, '--url', server.url, '--intent', 'teach']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/lacks Frog.*--token/);
  });
});

const recorded = ['spell-casts-2018', 'air-letters'].map((name) => path.join(sharedData, `${name}.ndjson.gz`));
test.skipIf(!recorded.every(existsSync))(
  'recorded casts of both files arrive whole (needs ../shared/data)',
  async () => {
    for (const [file, sent] of [
      [recorded[0], 135],
      [recorded[1], 1000],
    ] as const) {
      const result = await runCommandProcess('replay', [
        file ?? '',
        '--url',
        server.url,
        '--speed',
        '0',
        '--wands',
        '40',
        '--json',
      ]);
      expect(result.json()).toMatchObject({ sent, stored: sent, duplicates: 0, lost: 0, refused: 0 });
    }
  },
  180_000,
);
