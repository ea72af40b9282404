import type { Recognition, StageResult } from '@wandcast/protocol';
import type { OpenCast } from '../ingest/open-cast.js';
import { signalSeal } from '../signal/signal-seal.js';
import { traceOf } from './taught-trace.js';

/** The stage's result of a finished cast. @param isTraced whether to include the trace of a taught cast */
export function stageResult(
  slot: number,
  cast: OpenCast,
  recognition: Recognition | null,
  isTraced: boolean,
): StageResult {
  const signal = cast.live.signal();
  const { castId, intent, spell } = cast.head;
  const head = { slot, castId, intent, seal: signalSeal(signal) };
  if (intent === 'teach')
    return { ...head, modelId: null, spell, percents: [], ...(isTraced && { trace: traceOf(signal) }) };
  return {
    ...head,
    modelId: recognition?.modelId ?? null,
    spell: recognition?.spell ?? null,
    percents: recognition?.probabilities.map((p) => Math.round(100 * p)) ?? [],
  };
}
