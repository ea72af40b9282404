import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { externalDatabaseUrl } from '../../../../../apps/api/src/platform/config/database-url.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wandcast-url-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const fileWith = (text: string): string => {
  const file = path.join(folder, 'password');
  writeFileSync(file, text);
  return file;
};
const DATABASE_URL = 'postgresql://wand@db:5433/cast';

describe('the address of the database', () => {
  test('is the variable, or none', () => {
    expect(externalDatabaseUrl({})).toBeUndefined();
    expect(externalDatabaseUrl({ DATABASE_URL: '', DATABASE_PASSWORD_FILE: '' })).toBeUndefined();
    expect(externalDatabaseUrl({ DATABASE_URL })).toBe(DATABASE_URL);
  });

  test.each(['plain', 'p@ss/w:rd%41?#', 'пароль', ' inner space'])('gets the password %j of a file', (password) => {
    const url = externalDatabaseUrl({ DATABASE_URL, DATABASE_PASSWORD_FILE: fileWith(`${password}\n`) }) ?? '';
    expect(new pg.Client({ connectionString: url })).toMatchObject({
      ...{ user: 'wand', password: password.trim(), host: 'db', port: 5433, database: 'cast' },
    });
  });

  test('is refused without one, or without its password', () => {
    const file = fileWith('x');
    expect(() => externalDatabaseUrl({ DATABASE_PASSWORD_FILE: file })).toThrow(/needs DATABASE_URL/);
    const missing = path.join(folder, 'missing');
    expect(() => externalDatabaseUrl({ DATABASE_URL, DATABASE_PASSWORD_FILE: missing })).toThrow(
      /cannot be read \(ENOENT\)/,
    );
    expect(() => externalDatabaseUrl({ DATABASE_URL, DATABASE_PASSWORD_FILE: fileWith(' \n') })).toThrow(
      /an empty file/,
    );
  });
});
