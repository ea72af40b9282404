import type { Sample } from '@wandcast/protocol';

/** The newest samples, at most `capacity`; adding one takes constant time. */
export class SampleRing {
  private readonly samples: (Sample | undefined)[];
  private first = 0;
  private size = 0;

  constructor(readonly capacity: number) {
    this.samples = new Array<Sample | undefined>(capacity).fill(undefined);
  }

  get length(): number {
    return this.size;
  }

  /** Adds a sample; a full ring drops its oldest. */
  add(sample: Sample): void {
    this.samples[(this.first + this.size) % this.capacity] = sample;
    if (this.size < this.capacity) this.size++;
    else this.first = (this.first + 1) % this.capacity;
  }

  /** Drops samples before a time. */
  dropBefore(t: number): void {
    while (this.size > 0 && (this.samples[this.first]?.t ?? Infinity) < t) {
      this.samples[this.first] = undefined;
      this.first = (this.first + 1) % this.capacity;
      this.size--;
    }
  }

  /** The samples from one time to another, both included, oldest first. */
  between(from: number, to: number): Sample[] {
    const found: Sample[] = [];
    for (let i = 0; i < this.size; i++) {
      const sample = this.samples[(this.first + i) % this.capacity];
      if (sample !== undefined && sample.t >= from && sample.t <= to) found.push(sample);
    }
    return found;
  }

  clear(): void {
    this.samples.fill(undefined);
    this.first = 0;
    this.size = 0;
  }
}
