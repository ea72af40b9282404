import { BatchQueue, type Batch, type Priority, type Request } from './batch-queue.js';
import type { ModelHead } from './worker-messages.js';

/** A batch and the model that is to answer it. */
export interface SlotBatch extends Batch {
  readonly slot: number;
}

/**
 * Requests to several models of one worker, each in a slot. What goes first in a queue of one model goes first of all
 * of them; models that wait for the same take turns, so that a full room does not delay a small one.
 */
export class FairBatchQueue {
  /** By slot; the one that was served last comes last. */
  private readonly queues = new Map<number, BatchQueue>();

  /** @param isReady for models that can answer now */
  constructor(private readonly isReady: (slot: number) => boolean = () => true) {}

  /** Whether no request waits for a model that can answer. */
  get isEmpty(): boolean {
    return ![...this.queues.keys()].some(this.isReady);
  }

  add(slot: number, head: ModelHead, request: Request, priority: Priority): void {
    const queue = this.queues.get(slot) ?? new BatchQueue();
    this.queues.set(slot, queue);
    queue.add(head, request, priority);
  }

  /**
   * The next batch for a model that can answer; undefined if nothing waits for one.
   * @param withBackground false leaves background requests waiting
   */
  next(withBackground = true): SlotBatch | undefined {
    let first: { readonly slot: number; readonly queue: BatchQueue } | undefined;
    for (const [slot, queue] of this.queues)
      if (this.isReady(slot) && (first === undefined || queue.rank < first.queue.rank)) first = { slot, queue };
    if (first === undefined || (!withBackground && first.queue.isBackground)) return undefined;
    const { slot, queue } = first;
    const batch = queue.next();
    this.queues.delete(slot);
    if (!queue.isEmpty) this.queues.set(slot, queue); // last
    return batch && { ...batch, slot };
  }

  /** Rejects the waiting requests of a slot. */
  reject(slot: number, error: Error): void {
    this.queues.get(slot)?.rejectAll(error);
    this.queues.delete(slot);
  }

  /** Rejects all waiting requests. */
  rejectAll(error: Error): void {
    for (const slot of [...this.queues.keys()]) this.reject(slot, error);
  }
}
