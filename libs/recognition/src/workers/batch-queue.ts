import type { Signal } from '@wandcast/gesture';
import { PredictorError } from './predictor-error.js';
import type { ModelHead } from './worker-messages.js';

/** One pending call of `predict`. */
export interface Request {
  readonly signals: readonly Signal[];
  readonly resolve: (probabilities: number[][]) => void;
  readonly reject: (error: Error) => void;
}

/** Requests that are sent to the worker together. */
export interface Batch {
  readonly head: ModelHead;
  readonly requests: readonly Request[];
}

/** Most casts in one batch: about 100 ms on a slow core, the longest a whole cast waits for another batch. */
const MAX_BATCH = 512;
/** Most casts of waiting live predictions. Beyond this the oldest requests are rejected: newer ones supersede them. */
const MAX_WAITING_LIVE_CASTS = 512;

/**
 * Requests that wait for the worker. Whole casts, also personal ones, go before live predictions, and all before features,
 * which nobody waits for; each kind is first in, first out.
 */
export class BatchQueue {
  private whole: Request[] = [];
  private personal: Request[] = [];
  private live: Request[] = [];
  private features: Request[] = [];

  /** True if no request waits. */
  get isEmpty(): boolean {
    return this.whole.length + this.personal.length + this.live.length + this.features.length === 0;
  }

  /** Queues a request. */
  add(head: ModelHead, request: Request): void {
    if (head !== 'live') {
      this[head].push(request);
      return;
    }
    this.live.push(request);
    while (this.live.length > 1 && castsIn(this.live) > MAX_WAITING_LIVE_CASTS)
      this.live.shift()?.reject(new PredictorError('dropped', 'superseded by newer live predictions'));
  }

  /** The next batch; undefined if nothing waits. */
  next(): Batch | undefined {
    const head = (['whole', 'personal', 'live', 'features'] as const).find((one) => this[one].length > 0);
    if (head === undefined) return undefined;
    const waiting = this[head];
    if (head === 'features') return { head, requests: waiting.splice(0, 1) }; // a longer batch would delay live casts
    let [requests, casts] = [0, 0];
    for (const { signals } of waiting) {
      if (requests > 0 && casts + signals.length > MAX_BATCH) break;
      requests++;
      casts += signals.length;
    }
    return { head, requests: waiting.splice(0, requests) };
  }

  /** Rejects all waiting requests. */
  rejectAll(error: Error): void {
    const waiting = [...this.whole, ...this.personal, ...this.live, ...this.features];
    [this.whole, this.personal, this.live, this.features] = [[], [], [], []];
    for (const { reject } of waiting) reject(error);
  }
}

function castsIn(requests: readonly Request[]): number {
  return requests.reduce((sum, { signals }) => sum + signals.length, 0);
}
