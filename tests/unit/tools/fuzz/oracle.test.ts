import { describe, expect, test } from 'vitest';
import { Canaries } from '../../../../apps/tools/src/fuzz/oracle/canaries.js';
import { Findings, shortened } from '../../../../apps/tools/src/fuzz/oracle/findings.js';
import { mayBeAnswered } from '../../../../apps/tools/src/fuzz/oracle/permissions.js';
import { World } from '../../../../apps/tools/src/fuzz/people/world.js';
import { diceOf } from '../../../../apps/tools/src/fuzz/generate/dice.js';

describe('canaries', () => {
  const canaries = new Canaries();
  canaries.plant('a secret token', 'nobody');
  canaries.plant('a private note', 'team');
  canaries.plant('an id of a cast', 'hall');

  test.each([
    ['outsider', ['a secret token', 'a private note', 'an id of a cast']],
    ['stage', ['a secret token', 'a private note']],
    ['team', ['a secret token']],
  ] as const)('for %s', (receiver, forbidden) => {
    for (const text of ['a secret token', 'a private note', 'an id of a cast', 'anything else'])
      expect(canaries.find(`{"x":"${text}"}`, receiver, '')).toBe(forbidden.find((one) => one === text));
  });

  test('are no leak if the receiver sent them', () => {
    expect(canaries.find('"a secret token"', 'outsider', 'sent: a secret token')).toBeUndefined();
  });

  test('must be long enough to be told from other texts', () => {
    expect(() => {
      canaries.plant('abc', 'nobody');
    }).toThrow(/too short/);
  });
});

test('permissions follow the declarations', () => {
  expect(mayBeAnswered('/wand', 'cast:end', null)).toBe(true);
  expect(mayBeAnswered('/wand', 'member:invite', null)).toBe(false);
  expect(mayBeAnswered('/stage', 'cast:end', null)).toBe(false);
  expect(mayBeAnswered('/console', 'member:invite', 'moderator')).toBe(false);
  expect(mayBeAnswered('/console', 'member:invite', 'owner')).toBe(true);
  expect(mayBeAnswered('/console', 'toString', 'owner')).toBe(false);
});

describe('the world', () => {
  const model = 'b7a1d1c0-0000-4000-8000-000000000001';
  const step = 'b7a1d1c0-0000-4000-8000-000000000002';

  /** Whether the field ever gets this id. */
  const knows = (world: World, field: string, id: string): boolean =>
    Array.from({ length: 40 }, (_, i) => world.known(field, diceOf(1, i))).includes(id);

  test('learns ids by the keys around them', () => {
    const world = new World();
    world.learn({ models: [{ id: model }], runOfShow: { steps: [{ id: step }] }, code: 'MOTH4272' }, 'state');
    expect(knows(world, 'modelId', model)).toBe(true);
    expect(knows(world, 'stepIds', step)).toBe(true);
    expect(knows(world, 'code', 'MOTH4272')).toBe(true);
    expect(knows(world, 'stepId', model)).toBe(false);
  });

  test('spares ids, also those it has learned', () => {
    const world = new World();
    world.learn({ memberId: model }, 'team');
    world.spare(model);
    world.spare(step);
    world.learn({ memberId: step }, 'team');
    expect(world.known('memberId', diceOf(1, 1))).toBeUndefined();
  });

  test('spares members by their names before their ids are known', () => {
    const world = new World();
    world.spareNamed('viewer 1 1');
    const members = [
      { id: model, name: 'viewer 1 1' },
      { id: step, name: 'viewer 1 2' },
    ];
    world.learn({ members }, 'team');
    expect(knows(world, 'memberId', model)).toBe(false);
    expect(knows(world, 'memberId', step)).toBe(true);
  });
});

describe('findings', () => {
  test('are all counted, and the first of each kind are kept', () => {
    const findings = new Findings();
    for (let i = 0; i < 9; i++) findings.add('internal', i, `message ${i}`);
    findings.add('leaked', 9, 'x', 'y');
    expect(findings.counts).toMatchObject({ internal: 9, leaked: 1, crash: 0 });
    expect(findings.list().map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 9]);
  });

  test('are shown in one printable line', () => {
    expect(shortened('a\0b\n\ud800c')).toBe('a\\u0000b\\n\\ud800c');
    expect(shortened('x'.repeat(2_000), 10)).toBe('xxxxxxxxxx… (2000 characters)');
  });
});
