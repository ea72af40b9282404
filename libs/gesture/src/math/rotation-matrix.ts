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
