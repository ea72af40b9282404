import { expect, test } from 'vitest';
import { toFloat16 } from '../../../../libs/recognition/src/networks/float16.js';

const half = (value: number): number => toFloat16(Float32Array.of(value))[0] ?? NaN;

test.each([
  ['zero', 0, 0x0000],
  ['one', 1, 0x3c00],
  ['minus two', -2, 0xc000],
  ['the largest', 65_504, 0x7bff],
  ['too large', 65_536, 0x7c00],
  ['the smallest normal', 2 ** -14, 0x0400],
  ['the largest subnormal', 2 ** -14 - 2 ** -24, 0x03ff],
  ['the smallest', 2 ** -24, 0x0001],
  ['less than that', 2 ** -26, 0x0000],
  ['a third', 1 / 3, 0x3555],
  ['a tie, to even', 1 + 2 ** -11, 0x3c00],
  ['a tie, to even upwards', 1 + 3 * 2 ** -11, 0x3c02],
  ['not a number', NaN, 0x7e00],
])('%s', (_, value, bits) => {
  expect(half(value)).toBe(bits);
});
