import { arcLengths, gaussian, interpolate, uniform, type Random, type TimingLaw } from '@wandcast/gesture';

/** Speed along a line at a time, both 0..1, up to a factor. */
type Speed = (time: number) => number;

/**
 * Timing laws that no training uses. `even`: one swing over the whole line, whatever its corners. `lognormal`: strokes
 * from corner to corner, each with a lognormal speed (Plamondon, 1995).
 */
export const otherTimings: readonly TimingLaw[] = [
  drawnWith((random) => {
    const [rise, fall] = [uniform(0.15, 0.5, random), uniform(0.15, 0.5, random)];
    const wobble = uniform(0, 0.25, random);
    const waves = uniform(2, 4, random);
    return (time) => {
      const ramp = Math.min(1, time / rise, (1 - time) / fall);
      return Math.sin((Math.PI / 2) * ramp) ** 2 * (1 + wobble * Math.sin(2 * Math.PI * waves * time)) + 1e-3;
    };
  }),
  drawnWith((random, corners) => {
    const ends = [0, ...corners, 1];
    const strokes = ends.slice(1).map((end, k) => {
      const from = ends[k] ?? 0;
      return { length: end - from, from, width: uniform(0.22, 0.4, random), shift: 0.03 * gaussian(random) };
    });
    return (time) =>
      strokes.reduce((sum, { length, from, width, shift }) => {
        const since = (time - from - shift + 0.35 * length) / length;
        if (since <= 0) return sum;
        return sum + Math.exp(-(Math.log(since / 0.8) ** 2) / (2 * width ** 2)) / since;
      }, 0.02);
  }),
];

/** A law that covers the line with a given speed. */
function drawnWith(speedOf: (random: Random, corners: readonly number[]) => Speed): TimingLaw {
  return (line, n, corners, random) => {
    const speed = speedOf(random, corners);
    const covered = new Float64Array(n);
    for (let i = 1; i < n; i++) covered[i] = (covered[i - 1] ?? 0) + speed((i - 0.5) / (n - 1));
    const along = arcLengths(line);
    const scale = (along.at(-1) ?? 0) / (covered.at(-1) ?? 1);
    const places = covered.map((value) => value * scale);
    return { x: interpolate(places, along, line.x), y: interpolate(places, along, line.y) };
  };
}
