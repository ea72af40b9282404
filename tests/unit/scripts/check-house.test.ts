import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../../scripts/check-house.mjs');

describe('check:house', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'wandcast-house-'));
    execFileSync('git', ['init', '--quiet'], { cwd: root });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const check = (files: Readonly<Record<string, string>>): { status: number | null; output: string } => {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };

  test('passes a tree that follows every rule', () => {
    const { status, output } = check({
      'apps/api/src/platform/log.ts': 'export const log = 1;\n',
      'apps/api/src/rooms/room.ts': "import { log } from '../platform/log.js';\nexport const room = log;\n",
    });
    expect(output).not.toContain('FAIL');
    expect(output).toContain('2 source files, 1 imports');
    expect(status).toBe(0);
  });

  test('finds cycles between folders, through types, components, packages and a folder’s own files', () => {
    const { status, output } = check({
      'libs/protocol/package.json': '{ "name": "@x/protocol", "exports": { ".": { "source": "./src/index.ts" } } }',
      'libs/protocol/src/index.ts': "import { inner } from './inner/a.js';\nexport const one = inner;\n",
      'libs/protocol/src/inner/a.ts': "import type { Two } from '../two.js';\nexport const inner: Two = 1;\n",
      'libs/protocol/src/two.ts': 'export type Two = number;\n',
      'apps/web/src/stage/a/A.vue': '<script setup lang="ts">\nimport B from \'../b/B.vue\';\n</script>\n',
      'apps/web/src/stage/b/B.vue': '<script setup lang="ts">\nconst a = import(\'../a/A.vue\');\n</script>\n',
      'apps/web/src/stage/c/c.ts': "import { one } from '@x/protocol';\nexport default one;\n",
    });
    expect(output).toMatch(/FAIL +cycles between folders +2\n/);
    expect(output).toContain('apps/web/src/stage: a, b\n');
    expect(output).toContain('libs/protocol/src: ., inner\n');
    expect(output).toContain('5 imports');
    expect(status).toBe(1);
  });

  test('finds imports against the order of folders, and folders without a place in it', () => {
    const { status, output } = check({
      'apps/api/src/platform/log.ts': "import { room } from '../rooms/room.js';\nexport const log = room;\n",
      'apps/api/src/rooms/room.ts': 'export const room = 1;\n',
      'apps/api/src/attic/chest.ts': "import { room } from '../rooms/room.js';\nexport const chest = room;\n",
      'apps/web/src/wand/Wand.vue': '<script setup lang="ts">\nimport { stage } from \'../stage/stage\';\n</script>\n',
      'apps/web/src/stage/stage.ts': 'export const stage = 1;\n',
    });
    expect(output).toMatch(/FAIL +imports against the order +3\n/);
    expect(output).toContain('apps/api/src/attic has no place in the order');
    expect(output).toContain('apps/api/src/platform/log.ts -> apps/api/src/rooms/room.ts');
    expect(output).toContain('apps/web/src/wand/Wand.vue -> apps/web/src/stage/stage.ts');
    expect(status).toBe(1);
  });

  test('finds folders, constructors and files that are too large', () => {
    const parameters = (count: number): string =>
      Array.from({ length: count }, (_, n) => `readonly p${n}: number`).join();
    const { status, output } = check({
      ...Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`docs/${n}.md`, 'Text.\n'])),
      'libs/wand/src/eight.ts': `export class Eight { constructor(${parameters(8)}) {} }\n`,
      'libs/wand/src/nine.ts': `export class Nine { constructor(${parameters(9)}) {} }\n`,
      'libs/wand/src/short.ts': '//\n'.repeat(250),
      'libs/wand/src/long.ts': '//\n'.repeat(251),
      'libs/wand/src/generated/client.ts': '//\n'.repeat(999),
    });
    expect(output).toMatch(/FAIL +folders over 20 entries +1\n/);
    expect(output).toContain('docs: 21 entries');
    expect(output).toMatch(/FAIL +constructors over 8 parameters +1\n/);
    expect(output).toContain('libs/wand/src/nine.ts: 9 parameters');
    expect(output).toMatch(/FAIL +files over 250 lines +1\n/);
    expect(output).toContain('libs/wand/src/long.ts: 251 lines');
    expect(status).toBe(1);
  });

  test('finds dialect in comments and texts', () => {
    const phrase = ['Who', 'ever'].join(''); // in two parts, because this file is text of the project, too
    const { status, output } = check({
      'README.md': `${phrase} joins gets a wand.\nWhere is it? In the folder where the others are.\n`,
      'libs/wand/src/a.ts':
        '// Where nothing is left, it stops.\n/** @returns a cast, undefined where there is none */\n',
    });
    expect(output).toMatch(/FAIL +lines in dialect +3\n/);
    expect(status).toBe(1);
  });
});
