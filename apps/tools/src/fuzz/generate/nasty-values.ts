import { rawNumber } from '../transport/packet.js';

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
};

/** JSON keeps `__proto__` as a key of its own. */
const withPrototype = (): unknown =>
  JSON.parse('{"__proto__":{"role":"owner","ok":true},"constructor":{"prototype":{}}}');

/** Texts that broke something somewhere: NUL, lone surrogates, direction, formulas, paths, names of prototypes. */
export const nastyTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u202eevil',
    '\u2066a\u2069',
    '\ufffe\uffff',
    '\u{10ffff}',
    '\u200b',
  ],
  ...[
    '=1+1',
    '@SUM(A1)',
    'a;=1+1',
    "'; DROP TABLE casts;--",
    '../../../etc/passwd',
    '%00%2e%2e%2f',
    '<script>alert(1)</script>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'NaN',
    'null',
    'undefined',
    '[object Object]',
    '-1',
    '1e999',
  ],
  ...['👩‍👩‍👧‍👦'.repeat(200), 'e' + '\u0301'.repeat(3_000), 'x'.repeat(20_000), ' '.repeat(20_000), '\n'.repeat(20_000)],
  ...[
    'M0 0' + 'L1 1'.repeat(900),
    'M0 0 C' + '1e999 '.repeat(500),
    'M' + '0 '.repeat(1_900),
    'M0 0a1 1 0 0 0 0 0z'.repeat(200),
  ],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-7fff-bfff-ffffffffffff', 'ZZZZ2222', 'data:text/html,x'],
];

/** Numbers at the edges of what parsers, databases and typed arrays hold. */
export const nastyNumbers: readonly unknown[] = [
  ...[
    -1,
    0,
    1,
    1.5,
    -0.5,
    1e-320,
    2 ** 15,
    2 ** 16,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 53),
    2 ** 63,
    8.64e15 + 1,
  ],
  ...[1e308, -1e308, Number.NaN, rawNumber('1e400'), rawNumber('-1e400'), rawNumber('-0'), rawNumber('1E-400')],
];

/** Values of another type than expected; a function each, because some are large. */
export const nastyValues: readonly (() => unknown)[] = [
  ...[() => null, () => true, () => false, () => [], () => ({}), () => 'text', () => 7, () => [null], () => [[[]]]],
  ...[withPrototype, () => nested(200, (inner) => [inner]), () => nested(200, (inner) => ({ a: inner }))],
  ...[() => new Uint8Array(0), () => new Uint8Array(3), () => new Uint8Array(40_000).fill(255)],
  ...[() => ({ then: 1, toJSON: 1, length: 1e9 }), () => ({ type: 'Buffer', data: [1, 2, 3] })],
  ...[
    () => ({ _placeholder: true, num: 99 }),
    () => ({ _placeholder: true, num: -1 }),
    () => Array<number>(3_000).fill(0),
  ],
  ...[() => Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`key${i}`, i]))],
];
