/** x, y, z. */
export type Vector3 = readonly [number, number, number];

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function negated([x, y, z]: Vector3): Vector3 {
  return [-x, -y, -z];
}

/** The vector with length 1; `fallback` if it has no direction. */
export function unit(a: Vector3, fallback: Vector3): Vector3 {
  const length = Math.sqrt(dot(a, a));
  return length > 1e-9 ? [a[0] / length, a[1] / length, a[2] / length] : fallback;
}

/** cos * a + sin * b. */
export function between(a: Vector3, b: Vector3, angle: number): Vector3 {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * a[0] + sin * b[0], cos * a[1] + sin * b[1], cos * a[2] + sin * b[2]];
}

/** The part of `a` at right angles to the unit vector `normal`. */
export function perpendicular(a: Vector3, normal: Vector3): Vector3 {
  const along = dot(a, normal);
  return [a[0] - along * normal[0], a[1] - along * normal[1], a[2] - along * normal[2]];
}

/** The product of the matrix, whose nine numbers start at `at` row by row, with a vector. */
export function transformed(matrix: ArrayLike<number>, at: number, vector: Vector3): Vector3 {
  return [rowTimes(matrix, at, vector), rowTimes(matrix, at + 3, vector), rowTimes(matrix, at + 6, vector)];
}

function rowTimes(matrix: ArrayLike<number>, at: number, [x, y, z]: Vector3): number {
  return (matrix[at] ?? 0) * x + (matrix[at + 1] ?? 0) * y + (matrix[at + 2] ?? 0) * z;
}
