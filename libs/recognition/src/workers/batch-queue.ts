import type { Signal } from '@wandcast/gesture';
import { PredictorError } from './predictor-error.js';
import type { Head } from './worker-messages.js';

/** One pending call of `predict`. */
export interface Request {
  readonly signals: readonly Signal[];
  readonly resolve: (probabilities: number[][]) => void;
  readonly reject: (error: Error) => void;
}

/** Requests that are sent to the worker together. */
export interface Batch {
  readonly head: Head;
  readonly requests: readonly Request[];
}

/** Most casts in one batch: about 100 ms on a slow core, the longest an answer waits for another batch. */
const MAX_BATCH = 512;
/** Most casts of waiting live predictions. Beyond this the oldest requests are rejected: newer ones supersede them. */
const MAX_WAITING_GUESSES = 512;

/** Requests that wait for the worker. Answers go before live predictions; each kind is first in, first out. */
export class BatchQueue {
  private answers: Request[] = [];
  private guesses: Request[] = [];

  /** True if no request waits. */
  get isEmpty(): boolean {
    return this.answers.length + this.guesses.length === 0;
  }

  /** Queues a request. */
  add(head: Head, request: Request): void {
    if (head === 'answer') {
      this.answers.push(request);
      return;
    }
    this.guesses.push(request);
    while (this.guesses.length > 1 && castsIn(this.guesses) > MAX_WAITING_GUESSES)
      this.guesses.shift()?.reject(new PredictorError('dropped', 'newer guesses overtook this one'));
  }

  /** The next batch; undefined if nothing waits. */
  next(): Batch | undefined {
    const head = this.answers.length > 0 ? 'answer' : 'live';
    const waiting = head === 'answer' ? this.answers : this.guesses;
    if (waiting.length === 0) return undefined;
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
    const waiting = [...this.answers, ...this.guesses];
    [this.answers, this.guesses] = [[], []];
    for (const { reject } of waiting) reject(error);
  }
}

function castsIn(requests: readonly Request[]): number {
  return requests.reduce((sum, { signals }) => sum + signals.length, 0);
}
