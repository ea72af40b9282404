import type { StageFrame, StageResult } from './stage.js';

/**
 * A frame as it crosses the wire. Five hundred people at once are thousands of bars a second: as letters they take a third
 * of what they take as numbers in JSON, and what all results of a frame share is said once.
 */
export interface PackedFrame extends Omit<StageFrame, 'live' | 'results'> {
  /** Of each cast in progress "slot,first,bars", parted by spaces; a bar is a letter. */
  readonly live?: string;
  /** Whose verdicts the results are, where they do not say another. */
  readonly model?: string;
  readonly results?: readonly PackedResult[];
}

export interface PackedResult extends Omit<StageResult, 'seal' | 'modelId' | 'intent'> {
  readonly seal: string;
  /** Absent where it is a cast of the frame's model. */
  readonly of?: Pick<StageResult, 'modelId' | 'intent'>;
}

/** A letter for each of 64 lengths of a bar. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LONGEST = 99;

/** Bars, 0..99, as letters: a bar comes back as long as it was, give or take one. */
export function packBars(bars: readonly number[]): string {
  return bars.map((bar) => LETTERS[Math.round((bar * (LETTERS.length - 1)) / LONGEST)] ?? 'A').join('');
}

export function unpackBars(letters: string): number[] {
  return Array.from(letters, (letter) =>
    Math.max(0, Math.round((LETTERS.indexOf(letter) * LONGEST) / (LETTERS.length - 1))),
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
  const isUsual = intent === 'cast' && modelId === (model ?? null);
  return { ...rest, seal: packBars(seal), ...(!isUsual && { of: { modelId, intent } }) };
}

function unpackResult({ seal, of, ...rest }: PackedResult, model = null as string | null): StageResult {
  const { modelId, intent } = of ?? { modelId: model, intent: 'cast' as const };
  return { ...rest, modelId, intent, seal: unpackBars(seal) };
}

function unpackLive(text: string): number[] {
  const [slot, first, bars = ''] = text.split(',');
  return [Number(slot), Number(first), ...unpackBars(bars)];
}
