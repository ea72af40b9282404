import { shapeOf, type Signal } from '@wandcast/gesture';
import { SHAPE_POINTS, STAGE_TRACE_POINTS } from '@wandcast/protocol';

const STEP = SHAPE_POINTS / STAGE_TRACE_POINTS;

/** What a taught cast looks like on the stage: every other point of its shape, x then y then z, a byte each, as base64. */
export function traceOf(signal: Signal): string {
  return Buffer.from(shapeOf(signal).filter((_, i) => i % STEP === 0)).toString('base64');
}
