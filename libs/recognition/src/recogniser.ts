import type { Signal } from '@wandcast/gesture';
import type { ModelKind, Part } from './artefact.js';
import type { LabelledCast } from './labelled-cast.js';

/**
 * One way to recognise casts. All that differs between them is here; folds, calibration, metrics, artefacts and workers
 * know only this. Numbers go in and come out: what a recogniser computes with stays inside.
 */
export interface Recogniser {
  readonly kind: ModelKind;
  /** How long `fit` will take, in the same steps that it reports. */
  steps(casts: number, options: Omit<FitOptions, 'seed' | 'onStep'>): number;
  fit(casts: readonly LabelledCast[], spells: readonly string[], options: FitOptions): Promise<Fitted>;
  /** What `save` gave. @throws ModelError */
  restore(parts: readonly Part[], spells: readonly string[]): Promise<Fitted>;
}

export interface FitOptions {
  readonly seed: number;
  /** `measure` may be quicker: it is thrown away after it was asked about the people it has not met. */
  readonly purpose: 'measure' | 'serve';
  readonly simulated: boolean;
  /** Also fit the half for casts in progress. */
  readonly live: boolean;
  /** Share of the usual steps. */
  readonly effort: number;
  /** Called between steps with the loss so far; throws to stop. */
  readonly onStep: (loss: number) => Promise<void> | void;
}

/** A trained recogniser in memory. */
export interface Fitted {
  /** Of whole casts: a row a signal, a column a spell, each row sums to 1. Not yet calibrated. */
  probabilities(signals: readonly Signal[]): number[][];
  /** Of casts in progress. */
  liveProbabilities(signals: readonly Signal[]): number[][];
  save(): Promise<Part[]>;
  /** Frees what garbage collection does not. */
  dispose(): void;
}
