import { seeded } from '@wandcast/gesture';
import type { CastId, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { agreementOf } from '../../../../apps/api/src/curation/label-queue/label-agreement.js';
import {
  chooseNext,
  similarityOf,
  type Candidate,
} from '../../../../apps/api/src/curation/label-queue/next-to-label.js';
import { quarantineReason, type ScoredCast } from '../../../../apps/api/src/curation/scoring/quarantine-rule.js';

let made = 0;
const candidate = (part: Partial<Candidate> = {}): Candidate => ({
  castId: `cast-${++made}` as CastId,
  person: 'ada',
  guess: 'tide' as SpellId,
  slice: 'uncertain',
  priority: 0.5,
  shape: null,
  ...part,
});
const never = (): number => 0;
const priorities = (chosen: readonly Candidate[]): number[] => chosen.map(({ priority }) => priority);

describe('chooseNext', () => {
  test('prefers the casts with the highest priority', () => {
    const casts = [0.1, 0.9, 0.5].map((priority, i) => candidate({ priority, person: `p${i}` }));
    expect(priorities(chooseNext(casts, 2, [], never))).toEqual([0.9, 0.5]);
  });

  test('starts with quarantined casts, then those whose prediction contradicts the intended spell', () => {
    const casts = (['uncertain', 'contradiction', 'quarantine'] as const).map((slice, i) =>
      candidate({ slice, priority: 1 - i / 10, person: `p${i}` }),
    );
    expect(chooseNext(casts, 3, [], never).map(({ slice }) => slice)).toEqual([
      'quarantine',
      'contradiction',
      'uncertain',
    ]);
  });

  test('picks at most two casts per person and guess among six in a row while there are others', () => {
    const casts = Array.from({ length: 60 }, (_, i) =>
      candidate({
        priority: i < 20 ? 1 - i / 100 : 0.3,
        person: i < 20 ? 'ada' : `p${i % 7}`,
        guess: `s${i < 20 ? 0 : i % 3}` as SpellId,
      }),
    );
    const chosen = chooseNext(casts, 40, [], never);
    for (let i = 0; i + 6 <= 30; i++) {
      const row = chosen.slice(i, i + 6).map(({ person, guess }) => `${person} ${guess}`);
      for (const one of row) expect(row.filter((other) => other === one).length).toBeLessThanOrEqual(2);
    }
  });

  test('falls back to similar casts if only those are left, and takes earlier choices into account', () => {
    expect(chooseNext([candidate(), candidate(), candidate(), candidate()], 4, [], never)).toHaveLength(4);
    const before = [candidate(), candidate()];
    const next = chooseNext(
      [candidate({ priority: 0.9 }), candidate({ person: 'bea', priority: 0.1 })],
      1,
      before,
      never,
    );
    expect(next.map(({ person }) => person)).toEqual(['bea']);
  });

  test('skips near duplicates', () => {
    const shape = Int8Array.from([5, 9, -4, 2]);
    const casts = [
      candidate({ shape, person: 'a', priority: 0.9 }),
      candidate({ shape: shape.map((value) => 2 * value), person: 'b', priority: 0.8 }),
      candidate({ shape: Int8Array.from([-3, 1, 8, 6]), person: 'c', priority: 0.1 }),
    ];
    expect(chooseNext(casts, 2, [], never).map(({ person }) => person)).toEqual(['a', 'c']);
  });

  test('mixes in one random cast of six and one second opinion of eight', () => {
    const slices = { uncertain: 60, random: 20, second: 20 } as const;
    const casts = Object.entries(slices).flatMap(([slice, count]) =>
      Array.from({ length: count }, (_, i) =>
        candidate({ slice: slice as Candidate['slice'], person: `p${i % 9}`, guess: `s${i % 5}` as SpellId }),
      ),
    );
    const chosen = chooseNext(casts, 48, [], seeded(3));
    const of = (slice: string): number => chosen.filter((one) => one.slice === slice).length;
    expect([of('random'), of('second')]).toEqual([6, 6]); // second opinions go first if both are due
  });

  test('returns nothing without candidates', () => {
    expect(chooseNext([], 5, [], never)).toEqual([]);
  });
});

test('similarity of shapes ignores amplitude and is 0 for opposite or unknown shapes', () => {
  const shape = Int8Array.from([1, 2, -3]);
  expect(similarityOf(shape, Int8Array.from([10, 20, -30]))).toBeCloseTo(1);
  expect(similarityOf(shape, Int8Array.from([-1, -2, 3]))).toBe(0);
  expect([
    similarityOf(shape, null),
    similarityOf(shape, new Int8Array(3)),
    similarityOf(shape, new Int8Array(5)),
  ]).toEqual([0, 0, 0]);
});

describe('agreementOf', () => {
  /** One row per member, one column per cast; `.` means no label. */
  const table = (...rows: string[]) =>
    rows.flatMap((row, member) =>
      row
        .split('')
        .flatMap((spell, cast) => (spell === '.' ? [] : [{ castId: `${cast}`, memberId: `${member}`, spell }])),
    );

  test('is 1 for full agreement on several spells and null if all labels are equal', () => {
    expect(agreementOf(table('ab', 'ab'))).toEqual({ casts: 2, agreed: 2, alpha: 1 });
    expect(agreementOf(table('aa', 'aa'))).toMatchObject({ agreed: 2, alpha: null });
    expect(agreementOf(table('ab', '..'))).toEqual({ casts: 0, agreed: 0, alpha: null });
  });

  test('matches Krippendorff’s example of four raters with missing labels (2011, nominal data: alpha .743)', () => {
    const said = agreementOf(table('123321412', '1233224125.3', '.3332342251', '12332441251'));
    expect(said.alpha).toBeCloseTo(0.743, 3);
  });

  test('is negative if raters never agree', () => {
    expect(agreementOf(table('abab', 'baba')).alpha).toBeLessThan(0);
  });
});

describe('quarantineReason', () => {
  const suspect: ScoredCast = {
    intent: 'teach',
    intendedSpell: 'tide' as SpellId,
    guess: 'gale' as SpellId,
    confidence: 0.99,
    none: 0,
    isHeldOut: true,
  };
  const moved = { still: false, durationMs: 1_500 };

  test('quarantines casts without movement or that are too short', () => {
    expect(quarantineReason({ ...suspect, guess: suspect.intendedSpell }, { ...moved, still: true })).toBe('still');
    expect(quarantineReason({ ...suspect, guess: suspect.intendedSpell }, { ...moved, durationMs: 200 })).toBe('short');
  });

  test('quarantines a taught cast if a held-out prediction is confident of another spell', () => {
    expect(quarantineReason(suspect, moved)).toBe('unlike');
    expect(quarantineReason({ ...suspect, isHeldOut: false }, moved)).toBeNull();
    expect(quarantineReason({ ...suspect, confidence: 0.9 }, moved)).toBeNull();
    expect(quarantineReason({ ...suspect, guess: suspect.intendedSpell }, moved)).toBeNull();
  });

  test('quarantines a free cast that is most likely none of the spells', () => {
    const free: ScoredCast = { ...suspect, intent: 'cast', intendedSpell: null };
    expect(quarantineReason({ ...free, none: 0.99 }, moved)).toBe('nothing');
    expect(quarantineReason({ ...free, none: 0.5 }, moved)).toBeNull();
  });
});
