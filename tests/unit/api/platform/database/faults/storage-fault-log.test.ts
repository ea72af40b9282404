import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  StorageFaultLog,
  type StorageFault,
} from '../../../../../../apps/api/src/platform/database/faults/storage-fault-log.js';

const full: StorageFault = { fault: 'disk-full', text: 'the disk is full: free some space' };
const away: StorageFault = { fault: 'unreachable', text: 'the database does not answer: start it' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function logged(): { lines: string[]; faults: StorageFaultLog } {
  const lines: string[] = [];
  const add = (_: object, line: string): void => void lines.push(line);
  return { lines, faults: new StorageFaultLog({ error: add, warn: add } as never) };
}

test('a fault is logged once with cause and remedy, and once when it is over', () => {
  const { lines, faults } = logged();
  faults.succeeded();
  for (let cast = 0; cast < 100; cast++) faults.failed(full);
  expect(lines).toEqual(['casts cannot be stored and wait on the phones: the disk is full: free some space']);
  for (let cast = 0; cast < 100; cast++) faults.succeeded();
  vi.advanceTimersByTime(10_000);
  expect(lines.slice(1)).toEqual(['casts are stored again']);
  faults.failed(full);
  expect(lines).toHaveLength(3);
});

test('what only the operator may read is logged instead', () => {
  const { lines, faults } = logged();
  faults.failed({
    fault: 'failing',
    text: 'it rejects writes: restart it',
    logText: 'it rejects writes (role ada): restart it',
  });
  expect(lines).toEqual(['casts cannot be stored and wait on the phones: it rejects writes (role ada): restart it']);
});

test('writes that succeed in between do not end a fault, and each further cause is logged once', () => {
  const { lines, faults } = logged();
  for (let cast = 0; cast < 20; cast++) {
    faults.failed(cast % 2 === 0 ? full : away);
    faults.succeeded();
    vi.advanceTimersByTime(500);
  }
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(10_000);
  expect(lines.slice(2)).toEqual(['casts are stored again']);
});
