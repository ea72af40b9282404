type Row = readonly [number, number, number];

/** Rotation matrix, row by row, about the axis (x, y, z) by its length in radians (Rodrigues, 1840). */
export function rotation(x: number, y: number, z: number): readonly [Row, Row, Row] {
  const angle = Math.sqrt(x * x + y * y + z * z); // `hypot` takes several times as long
  if (angle === 0) return [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore
  const [u, v, w] = [x / angle, y / angle, z / angle];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rest = 1 - cos;
  return [
    [cos + u * u * rest, u * v * rest - w * sin, u * w * rest + v * sin],
    [v * u * rest + w * sin, cos + v * v * rest, v * w * rest - u * sin],
    [w * u * rest - v * sin, w * v * rest + u * sin, cos + w * w * rest],
  ];
}

/**
 * Turns on by {@link rotation}: writes at `at` the nine numbers before, as a matrix, times that rotation. Without arrays
 * in between, because it runs once per sample.
 * @param matrices row-major, nine numbers each  @param x,y,z axis times angle, rad
 */
export function turnOn(matrices: Float64Array, at: number, x: number, y: number, z: number): void {
  const angle = Math.sqrt(x * x + y * y + z * z);
  const [u, v, w] = angle === 0 ? [0, 0, 0] : [x / angle, y / angle, z / angle];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rest = 1 - cos;
  const [xx, xy, xz] = [cos + u * u * rest, u * v * rest - w * sin, u * w * rest + v * sin];
  const [yx, yy, yz] = [v * u * rest + w * sin, cos + v * v * rest, v * w * rest - u * sin];
  const [zx, zy, zz] = [w * u * rest - v * sin, w * v * rest + u * sin, cos + w * w * rest];
  for (let row = at; row < at + 9; row += 3) {
    const [a, b, c] = [matrices[row - 9] ?? 0, matrices[row - 8] ?? 0, matrices[row - 7] ?? 0];
    matrices[row] = a * xx + b * yx + c * zx;
    matrices[row + 1] = a * xy + b * yy + c * zy;
    matrices[row + 2] = a * xz + b * yz + c * zz;
  }
}
