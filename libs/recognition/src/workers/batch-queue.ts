import type { Signal } from '@wandcast/gesture';
import { PredictorError } from './predictor-error.js';
import type { ModelHead } from './worker-messages.js';

/** One pending call of `predict`. */
export interface Request {
  readonly signals: readonly Signal[];
  readonly resolve: (probabilities: number[][]) => void;
  readonly reject: (error: Error) => void;
}

/** How soon a request is sent; nobody waits for `background` ones. Features always are. */
export type Priority = 'urgent' | 'background';

/** Requests that are sent to the worker together. */
export interface Batch {
  readonly head: ModelHead;
  readonly requests: readonly Request[];
  /** Whether nobody waits for it. */
  readonly isBackground: boolean;
}

/** Most casts in one batch: about 100 ms on a slow core, the longest a whole cast waits for another batch. */
const MAX_BATCH = 512;
/** Most casts of waiting live predictions. Beyond this the oldest requests are rejected: newer ones supersede them. */
const MAX_WAITING_LIVE_CASTS = 512;

/** Kinds of urgent requests, in the order in which they are sent. */
const URGENT = ['whole', 'personal', 'live'] as const satisfies readonly ModelHead[];

/**
 * Requests that wait for the worker. Whole casts go first, then personal ones, live predictions, and features and other
 * background requests. Each kind is first in, first out.
 */
export class BatchQueue {
  private readonly urgent: Readonly<Record<(typeof URGENT)[number], Request[]>> = { whole: [], personal: [], live: [] };
  private readonly background: { readonly head: ModelHead; readonly request: Request }[] = [];

  /** True if no request waits. */
  get isEmpty(): boolean {
    return this.background.length === 0 && URGENT.every((head) => this.urgent[head].length === 0);
  }

  /** Whether only background requests wait. */
  get isBackground(): boolean {
    return this.rank === URGENT.length;
  }

  /** How soon its next batch is sent, lower ones first; Infinity if nothing waits. */
  get rank(): number {
    const urgent = URGENT.findIndex((head) => this.urgent[head].length > 0);
    if (urgent >= 0) return urgent;
    return this.background.length > 0 ? URGENT.length : Infinity;
  }

  /** Queues a request. */
  add(head: ModelHead, request: Request, priority: Priority = 'urgent'): void {
    if (head === 'features' || priority === 'background') {
      this.background.push({ head, request });
      return;
    }
    const waiting = this.urgent[head];
    waiting.push(request);
    if (head !== 'live') return;
    while (waiting.length > 1 && castsIn(waiting) > MAX_WAITING_LIVE_CASTS)
      waiting.shift()?.reject(new PredictorError('dropped', 'superseded by newer live predictions'));
  }

  /** The next batch; undefined if nothing waits. */
  next(): Batch | undefined {
    const head = URGENT.find((one) => this.urgent[one].length > 0);
    if (head === undefined) {
      const next = this.background.shift(); // alone: a longer batch would delay live casts
      return next && { head: next.head, requests: [next.request], isBackground: true };
    }
    const waiting = this.urgent[head];
    let [requests, casts] = [0, 0];
    for (const { signals } of waiting) {
      if (requests > 0 && casts + signals.length > MAX_BATCH) break;
      requests++;
      casts += signals.length;
    }
    return { head, requests: waiting.splice(0, requests), isBackground: false };
  }

  /** Rejects all waiting requests. */
  rejectAll(error: Error): void {
    const urgent = URGENT.flatMap((head) => this.urgent[head].splice(0));
    const background = this.background.splice(0).map(({ request }) => request);
    for (const { reject } of [...urgent, ...background]) reject(error);
  }
}

function castsIn(requests: readonly Request[]): number {
  return requests.reduce((sum, { signals }) => sum + signals.length, 0);
}
