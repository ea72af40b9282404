import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../../scripts/audit-licenses.mjs');

function audit(root?: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...(root === undefined ? [] : [root])], {
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** A project with these locked packages, and these rows in docs/dependencies.md. */
function project(packages: Readonly<Record<string, object>>, rows: readonly string[] = []): string {
  const root = mkdtempSync(path.join(tmpdir(), 'wandcast-licenses-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  mkdirSync(path.join(root, 'docs'));
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
  writeFileSync(path.join(root, 'docs/dependencies.md'), rows.join('\n'));
  return root;
}
const locked = (license: string, version = '1.0.0') => ({ version, license });

test('everything this server depends on has a permissive license or is justified', () => {
  const { status, output } = audit();
  expect(output).toMatch(/^ +\d{3} {2}MIT$/m);
  expect(output).not.toContain('FAIL');
  expect(status).toBe(0);
});

test('fails on another license, a missing one and a pre-release, and names the package', () => {
  const root = project({
    'node_modules/fine': locked('(GPL-3.0 OR MIT)'),
    'node_modules/tool': { ...locked('GPL-3.0'), dev: true },
    'node_modules/strict': locked('GPL-3.0'),
    'node_modules/@a/both': locked('MIT AND GPL-3.0'),
    'node_modules/strict/node_modules/silent': { version: '2.0.0' },
    'node_modules/young': locked('MIT', '3.0.0-rc.1'),
  });
  const { status, output } = audit(root);
  expect(output.match(/^FAIL.*$/gm)).toEqual([
    'FAIL  @a/both@1.0.0: license MIT AND GPL-3.0',
    'FAIL  silent@2.0.0: license unknown',
    'FAIL  strict@1.0.0: license GPL-3.0',
    'FAIL  young@3.0.0-rc.1: pre-release',
  ]);
  expect(status).toBe(1);
});

test('accepts what is justified with a reason for exactly this license or version, and fails on rows without use', () => {
  const rows = [
    '| `strict`  | GPL-3.0    | runs as a process of its own |',
    '| `@a/*`    | 3.0.0-rc.1 | no other version             |',
    '| `gone`    | EPL-2.0    | was needed once              |',
    '| `young`   | 3.0.0-rc.2 |                              |',
  ];
  const packages = {
    'node_modules/strict': locked('GPL-3.0'),
    'node_modules/@a/young': locked('MIT', '3.0.0-rc.1'),
    'node_modules/young': locked('MIT', '3.0.0-rc.2'),
  };
  expect(audit(project(packages, rows)).output.match(/^FAIL.*$/gm)).toEqual([
    'FAIL  young@3.0.0-rc.2: pre-release',
    'FAIL  docs/dependencies.md justifies gone (EPL-2.0), which nothing depends on',
  ]);
});
