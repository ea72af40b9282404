import { shapeOf, type Signal } from '@wandcast/gesture';
import { SHAPE_POINTS, STAGE_TRACE_POINTS } from '@wandcast/protocol';

const STEP = SHAPE_POINTS / STAGE_TRACE_POINTS;

/** Trace of a taught cast for the stage: a subsample of its shape, all x, then y, then z, one byte each, as base64. */
export function traceOf(signal: Signal): string {
  return Buffer.from(shapeOf(signal).filter((_, i) => i % STEP === 0)).toString('base64');
}
