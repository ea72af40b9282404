import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  removeSocketFolder,
  socketFolder,
} from '../../../../../../apps/api/src/platform/database/embedded/socket-folder.js';

describe('the folder for sockets of embedded databases', () => {
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
    vi.stubEnv('TMPDIR', temporary);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(temporary, { recursive: true, force: true });
  });

  test('is entered by its user only, found again, and removed when it is empty', () => {
    const folder = socketFolder() ?? '';
    expect(path.dirname(folder)).toBe(temporary);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(socketFolder()).toBe(folder);
    writeFileSync(path.join(folder, '.s.PGSQL.5432'), '');
    removeSocketFolder();
    expect(lstatSync(folder).isDirectory()).toBe(true);
    rmSync(path.join(folder, '.s.PGSQL.5432'));
    removeSocketFolder();
    expect(() => lstatSync(folder)).toThrow('ENOENT');
  });

  test('loses what a killed database left in it, and nothing of a living one', () => {
    const folder = socketFolder() ?? '';
    const gone = spawnSync(process.execPath, ['--version']).pid;
    for (const [port, pid] of [
      [5001, gone],
      [5002, process.pid],
      [5003, ''], // just being written
    ]) {
      writeFileSync(path.join(folder, `.s.PGSQL.${port}`), '');
      writeFileSync(path.join(folder, `.s.PGSQL.${port}.lock`), `${pid}\n/data/postgres\n`);
    }
    removeSocketFolder();
    expect(readdirSync(folder).sort()).toEqual(
      ['5002', '5003'].flatMap((port) => [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]),
    );
  });

  test('is none if others may write to what has its name', () => {
    const folder = socketFolder() ?? '';
    chmodSync(folder, 0o770);
    expect(socketFolder()).toBeUndefined();
    rmSync(folder, { recursive: true });
    mkdirSync(path.join(temporary, 'theirs'), { mode: 0o700 });
    symlinkSync(path.join(temporary, 'theirs'), folder);
    expect(socketFolder()).toBeUndefined();
    const gone = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(path.join(temporary, 'theirs/any.lock'), `${gone}\n`);
    removeSocketFolder(); // not through the link
    expect(readdirSync(path.join(temporary, 'theirs'))).toEqual(['any.lock']);
  });

  test('is none where its path would be too long for a socket, or means something else to PostgreSQL', () => {
    for (const name of ['a'.repeat(80), 'a,b']) {
      const odd = path.join(temporary, name);
      mkdirSync(odd);
      vi.stubEnv('TMPDIR', odd);
      expect(socketFolder()).toBeUndefined();
    }
  });
});
