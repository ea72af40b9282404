import { seeded } from '@wandcast/gesture';
import { UMAP } from 'umap-js';
import type { MapPosition } from './map-position.js';
import { placeAmong } from './place-among.js';
import { principalPlane } from './principal-plane.js';
import { alignmentOf } from './procrustes.js';

/** Neighbors that each cast attracts, and the smallest distance of two casts in the map: the usual values. */
const NEIGHBORS = 15;
const MIN_DISTANCE = 0.1;
/** Fewer casts are only projected. */
const MIN_CASTS = 6;
/**
 * Optimization steps if at least half of the casts have earlier positions, and otherwise. More did not separate the
 * spells of real people better.
 */
const EPOCHS_AGAIN = 150;
const EPOCHS = 400;
/** Extent of the first projection: wide enough that groups can pass each other. */
const FIRST_RMS = 5;
const SEED = 2018;

/**
 * Places casts on a plane so that those with close features are neighbors (UMAP; McInnes, Healy and Melville, 2018). It
 * starts from the earlier positions, or from the principal plane, and is aligned with the earlier positions, so that a
 * map keeps its arrangement when features change. Same input, same output.
 * @param features one row per cast, all of the same length
 * @param before the position of each cast in the earlier map; undefined if it has none
 * @returns one position per cast
 */
export function embedCasts(
  features: readonly Float32Array[],
  before: readonly (MapPosition | undefined)[] = [],
): MapPosition[] {
  const rows = features.map((row) => Array.from(row, (value) => (Number.isFinite(value) ? value : 0)));
  const known = features.flatMap((_, i) => (before[i] === undefined ? [] : [i]));
  const isFirst = known.length < Math.min(MIN_CASTS, rows.length);
  const start = isFirst ? principalPlane(rows, FIRST_RMS) : startingAt(features, before, known);
  const epochs = 2 * known.length < rows.length ? EPOCHS : EPOCHS_AGAIN;
  const placed = rows.length < MIN_CASTS ? start : optimized(rows, start, epochs);
  const align = alignmentOf(
    known.map((i) => placed[i] ?? [0, 0]),
    known.map((i) => before[i] ?? [0, 0]),
  );
  return placed.map(align);
}

/** The earlier positions; new casts start among their nearest neighbors that have one. */
function startingAt(
  features: readonly Float32Array[],
  before: readonly (MapPosition | undefined)[],
  known: readonly number[],
): MapPosition[] {
  const landmarks = {
    features: known.flatMap((i) => features[i] ?? []),
    positions: known.flatMap((i): MapPosition[] => (before[i] === undefined ? [] : [before[i]])),
  };
  return features.map((row, i) => before[i] ?? placeAmong(row, landmarks));
}

function optimized(rows: number[][], start: readonly MapPosition[], epochs: number): MapPosition[] {
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBORS, rows.length - 1),
    minDist: MIN_DISTANCE,
    nEpochs: epochs,
    random: seeded(SEED),
  });
  umap.initializeFit(rows);
  // The library starts at random positions and has no option for others; this is the array that it optimizes.
  const embedding = umap.getEmbedding();
  start.forEach(([x, y], i) => embedding[i]?.splice(0, 2, x, y));
  for (let i = 0; i < epochs; i++) umap.step();
  return umap.getEmbedding().map(([x = 0, y = 0]): MapPosition => [x, y]);
}
