import { CastFileError, castLine, parseCastLine, seeded, type RecordedCast } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const good = { id: 'u1-O-0', user: '1', label: 'O', t: [0, 11, 21], x: [1, 2, 3], y: [4, 5, 6], z: [7, 8, 9] };
const line = (changes: object = {}): string => JSON.stringify({ ...good, ...changes });
const column = (...values: number[]): Float32Array => Float32Array.from(values);

function refusal(text: string): CastFileError {
  try {
    parseCastLine(text, 12);
  } catch (error) {
    if (error instanceof CastFileError) return error;
    throw error;
  }
  throw new Error(`read without complaint: ${text}`);
}

describe('a line of a cast file', () => {
  test('is a cast: user, label, and the readings in columns', () => {
    expect(parseCastLine(line({ split: 'test', rx: [1, 2, 3], ry: [0, 0, 0], rz: [9, 9, 9] }), 1)).toEqual({
      id: 'u1-O-0',
      user: '1',
      label: 'O',
      split: 'test',
      signal: {
        t: column(0, 11, 21),
        linear: { x: column(1, 2, 3), y: column(4, 5, 6), z: column(7, 8, 9) },
        rotation: { x: column(1, 2, 3), y: column(0, 0, 0), z: column(9, 9, 9) },
      },
    });
  });

  test('may contain gravity, as x y z or in addition to them', () => {
    const flagged = parseCastLine(line({ gravity: true }), 1).signal;
    expect(flagged.linear).toBeUndefined();
    expect(flagged.gravity?.x).toEqual(column(1, 2, 3));
    const beside = parseCastLine(line({ gravity: false, gx: [0, 0, 0], gy: [9, 9, 9], gz: [1, 1, 1] }), 1).signal;
    expect(beside.linear?.x).toEqual(column(1, 2, 3));
    expect(beside.gravity?.y).toEqual(column(9, 9, 9));
  });

  test('needs no label and no user, accepts numbers as names, and skips unknown fields', () => {
    expect(parseCastLine(line({ label: undefined, user: undefined }), 1)).toMatchObject({
      label: null,
      user: 'unknown',
    });
    expect(parseCastLine(line({ label: null }), 1).label).toBeNull();
    expect(parseCastLine(line({ id: 7, user: 3, label: 0, device: 'x' }), 1)).toMatchObject({
      id: '7',
      user: '3',
      label: '0',
    });
  });

  test('keeps that people confirmed the label, also under the key of version 0.1', () => {
    const exported = { said: 'O', at: 1_700_000_000_000 };
    for (const key of ['labeled', 'labelled'])
      expect(parseCastLine(line({ ...exported, [key]: true }), 1)).toMatchObject({
        metadata: { said: 'O', labeled: true },
      });
  });

  test('may have equal times, and may start late', () => {
    expect([...parseCastLine(line({ t: [51, 51, 102] }), 1).signal.t]).toEqual([51, 51, 102]);
  });

  const long = Array.from({ length: 3001 }, (_, i) => i);
  const refused: [text: string, reason: string][] = [
    ['', 'empty'],
    ['  ', 'empty'],
    ['{"id":', 'not JSON'],
    ['id,user,label', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[1,2]', 'not a JSON object'],
    ['"cast"', 'not a JSON object'],
    [line({ id: undefined }), 'no id'],
    [line({ id: '' }), 'no id'],
    [line({ id: {} }), 'id is neither text nor a number'],
    [line({ user: ['a'] }), 'user is neither text nor a number'],
    [line({ label: true }), 'label is neither text nor a number'],
    [line({ split: 'validation' }), 'split is neither "train" nor "test"'],
    [line({ gravity: 'yes' }), 'gravity is neither true nor false'],
    [line({ t: undefined }), 'no t'],
    [line({ t: 5 }), 't is not a list'],
    [line({ t: [], x: [], y: [], z: [] }), 'no samples'],
    [line({ t: [0, 21, 11] }), 'time runs backwards at t[2]'],
    [line({ t: [-1, 0, 1] }), 't starts at -1, before the cast'],
    [line({ t: [0, 11, 30_001] }), '30.001 s long; a cast ends by 30 s'],
    [line({ t: [0, '11', 21] }), 't[1] is not a number'],
    [line({ t: [0, null, 21] }), 't[1] is not a number'],
    [line({ x: [1, NaN, 3] }), 'x[1] is not a number'], // JSON writes NaN as null
    [line({ z: [7, 8, 1e39] }), 'z[2] is not a number'],
    [line().replace('[4,5,6]', '[4,1e999,6]'), 'y[1] is not a number'],
    [line().replace('[4,5,6]', '[4,NaN,6]'), 'not JSON'],
    [line({ y: [4, 5] }), 'y has 2 values, t has 3'],
    [line({ z: 'up' }), 'z is not a list'],
    [line({ y: undefined }), 'no y'],
    [line({ x: undefined, y: undefined, z: undefined }), 'no x, y, z'],
    [line({ gx: [0, 0, 0] }), 'no gy, gz'],
    [line({ rx: [0, 0, 0], ry: [0, 0, 0], rz: [0, 0] }), 'rz has 2 values, t has 3'],
    [
      line({ gravity: true, gx: [0, 0, 0], gy: [0, 0, 0], gz: [0, 0, 0] }),
      'gravity is given twice: as x y z and as gx gy gz',
    ],
    [line({ t: long, x: long, y: long, z: long }), '3001 samples; at most 3000 make a cast'],
  ];
  test.each(refused.map(([text, reason]) => ({ text, reason, start: text.slice(0, 70) })))(
    '$start is refused: $reason',
    ({ text, reason }) => {
      expect(refusal(text)).toMatchObject({ line: 12, reason, name: 'CastFileError', message: `line 12: ${reason}` });
    },
  );
});

describe('writing a cast', () => {
  const random = seeded(1);
  const noise = (scale: number): Float32Array => Float32Array.from({ length: 50 }, () => scale * (random() - 0.5));
  const axes = (scale: number): { x: Float32Array; y: Float32Array; z: Float32Array } => {
    return { x: noise(scale), y: noise(scale), z: noise(scale) };
  };
  const t = Float32Array.from({ length: 50 }, (_, i) => i * 10.6);
  const head = { id: 'a', user: 'b', label: null };

  test.each<[string, RecordedCast]>([
    [
      'every channel',
      {
        ...head,
        label: 'Tide',
        split: 'train',
        signal: { t, linear: axes(40), gravity: axes(40), rotation: axes(900) },
      },
    ],
    ['gravity alone', { ...head, signal: { t, gravity: axes(1e-3) } }],
    ['linear alone, of any size', { ...head, signal: { t, linear: axes(1e9) } }],
    ['a name that needs quoting', { ...head, id: 'a"b\n', signal: { t, linear: axes(1) } }],
  ])('%s is read back to the last bit, from one line', (_, cast) => {
    const text = castLine(cast);
    expect(text).not.toContain('\n');
    expect(parseCastLine(text, 1)).toEqual(cast);
  });

  test('readings are written with as few digits as they had', () => {
    const text = castLine(parseCastLine(line({ x: [0.42, -0.31, 12.07] }), 1));
    expect(text).toContain('"x":[0.42,-0.31,12.07]');
  });
});
