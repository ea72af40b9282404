import type { StageFrame, StageResult } from './stage.js';

/**
 * A frame on the wire. Five hundred participants cause thousands of bars a second: as letters they take a third of the
 * size of JSON numbers. What most results of a frame share is sent once.
 */
export interface PackedFrame extends Omit<StageFrame, 'live' | 'results'> {
  /** Casts in progress, separated by spaces: "slot,first,bars" with one letter per bar. */
  readonly live?: string;
  /** Default `modelId` of the results. */
  readonly model?: string;
  readonly results?: readonly PackedResult[];
}

export interface PackedResult extends Omit<StageResult, 'seal' | 'modelId' | 'intent'> {
  readonly seal: string;
  /** Absent if the intent is `cast` and the model is the frame's default. */
  readonly of?: Pick<StageResult, 'modelId' | 'intent'>;
}

/** One letter for each of 64 bar lengths. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MAX_BAR = 99;

/** Encodes bar lengths, 0..99, as one letter each. Rounding changes a bar by at most 1. */
export function packBars(bars: readonly number[]): string {
  return bars.map((bar) => LETTERS[Math.round((bar * (LETTERS.length - 1)) / MAX_BAR)] ?? 'A').join('');
}

export function unpackBars(letters: string): number[] {
  return Array.from(letters, (letter) =>
    Math.max(0, Math.round((LETTERS.indexOf(letter) * MAX_BAR) / (LETTERS.length - 1))),
  );
}

/** See {@link PackedFrame}. */
export function packFrame({ live, results, ...rest }: StageFrame): PackedFrame {
  const model = results?.find(({ modelId }) => modelId !== null)?.modelId ?? undefined;
  return {
    ...rest,
    ...(live && {
      live: live.map(([slot, first, ...bars]) => `${slot ?? 0},${first ?? 0},${packBars(bars)}`).join(' '),
    }),
    ...(model !== undefined && { model }),
    ...(results && { results: results.map((result) => packResult(result, model)) }),
  };
}

export function unpackFrame({ live, model, results, ...rest }: PackedFrame): StageFrame {
  return {
    ...rest,
    ...(live !== undefined && { live: live.split(' ').map(unpackLive) }),
    ...(results && { results: results.map((result) => unpackResult(result, model)) }),
  };
}

function packResult({ seal, modelId, intent, ...rest }: StageResult, model: string | undefined): PackedResult {
  const isDefault = intent === 'cast' && modelId === (model ?? null);
  return { ...rest, seal: packBars(seal), ...(!isDefault && { of: { modelId, intent } }) };
}

function unpackResult({ seal, of, ...rest }: PackedResult, model = null as string | null): StageResult {
  const { modelId, intent } = of ?? { modelId: model, intent: 'cast' as const };
  return { ...rest, modelId, intent, seal: unpackBars(seal) };
}

function unpackLive(text: string): number[] {
  const [slot, first, bars = ''] = text.split(',');
  return [Number(slot), Number(first), ...unpackBars(bars)];
}
