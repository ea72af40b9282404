import { describe, expect, test } from 'vitest';
import {
  areWithstood,
  attacksReport,
  duringAttack,
  isWithstood,
  type AttackResult,
  type AttacksResult,
} from '../../../../apps/tools/src/fuzz/attacks/attack-result.js';

const good: AttackResult = {
  ...{ attack: 'slow-reader', before: { p50: 10, p99: 50 }, during: { p50: 12, p99: 140, ratio: 2.8 } },
  ...{ castsBefore: 300, castsDuring: 300, lost: 0, refusedGood: 0, mainThread: { before: 0.2, during: 0.4 } },
  ...{ rssBefore: 400, rssPeak: 500, rssAfter: 410, backAfterMs: 900, busyMs: 40 },
  counts: { sent: 960, answered: 8, refused: 3, closed: 1 },
};
const drive = (attack: AttackResult, change: Partial<AttacksResult> = {}): AttacksResult => ({
  ...{ attacks: [attack], broken: isWithstood(attack) ? [] : [attack.attack], lost: attack.lost },
  ...{ crashes: 0, unhandled: 0, errors: [], wands: 50, seconds: 10, seed: 1, ...change },
});

test('the ratio compares the p99 of acknowledgements', () => {
  expect(duringAttack([10, 20], [10, 50])).toEqual({ p50: 50, p99: 50, ratio: 2.5 });
});

test('without any acknowledgement the room was stopped', () => {
  const during = duringAttack([10, 20], []);
  expect(during.p99).toBeNull();
  expect(isWithstood({ ...good, during })).toBe(false);
});

describe('the room withstands an attack', () => {
  test.each<[string, Partial<AttackResult>, boolean]>([
    ['if it goes on as before', {}, true],
    ['if three times as long is still not noticed', { during: { p50: 9, p99: 49, ratio: 9 } }, true],
    ['unless it is, at more than twice that', { during: { p50: 9, p99: 99, ratio: 9 } }, false],
    ['unless it is more than three times as slow', { during: { p50: 9, p99: 200, ratio: 3.1 } }, false],
    ['unless a cast is lost', { lost: 1 }, false],
    ['unless a cast is refused', { refusedGood: 1 }, false],
    ['unless memory is not back', { backAfterMs: null }, false],
  ])('%s', (_, change, expected) => {
    const result = { ...good, ...change };
    expect(isWithstood(result)).toBe(expected);
    expect(areWithstood(drive(result))).toBe(expected);
  });

  test('unless a cast is lost after the last attack', () => {
    const result = drive(good, { lost: 1 });
    expect(areWithstood(result)).toBe(false);
    expect(attacksReport(result)).not.toContain('withstood');
  });

  test('unless the server crashes', () => {
    expect(areWithstood(drive(good, { crashes: 1 }))).toBe(false);
    expect(areWithstood(drive(good, { unhandled: 1 }))).toBe(false);
  });
});

test('the report names what was not withstood', () => {
  expect(attacksReport(drive(good))).toContain('The room withstood every attack.');
  expect(attacksReport(drive({ ...good, backAfterMs: null }))).toMatch(/never\n.*\n.*\nNot withstood: slow-reader/);
});
