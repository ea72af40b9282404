const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * Converts to 16-bit floats (IEEE 754 binary16), rounding to nearest, ties to even. About three significant digits
 * remain; values beyond 65,504 become infinite.
 */
export function toFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, float16Of);
}

function float16Of(value: number): number {
  float[0] = value;
  const word = bits[0] ?? 0;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fff_ffff;
  if (magnitude >= 0x4780_0000) return sign | (magnitude > 0x7f80_0000 ? 0x7e00 : 0x7c00);
  if (magnitude < 0x3880_0000) {
    float[0] = Math.abs(value) + 0.5; // aligns the subnormal's last bit with the last bit of a number near 0.5
    return sign | ((bits[0] ?? 0) - 0x3f00_0000);
  }
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x3800_0000 + 0xfff + odd) >>> 13);
}
