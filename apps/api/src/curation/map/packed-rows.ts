/** Rows in one array. A typed array of its own for each row would take three times the memory. */
const PAGE_ROWS = 1024;

/** Rows of numbers, all of one length, by key. */
export class PackedRows<Key> {
  private readonly places = new Map<Key, number>();
  private pages: Float32Array[] = [];
  private width = 0;

  /** @param capacity most rows; further ones are not kept */
  constructor(private readonly capacity: number) {}

  has(key: Key): boolean {
    return this.places.has(key);
  }

  /** A view of the row, which must not be changed. */
  get(key: Key): Float32Array | undefined {
    const place = this.places.get(key);
    return place === undefined ? undefined : this.viewOf(place);
  }

  /** Keeps a copy of a row under a new key; not if it is longer or shorter than the first one. */
  add(key: Key, row: Float32Array): void {
    if (this.places.size === 0) this.width = row.length;
    if (row.length !== this.width || this.places.size >= this.capacity || this.places.has(key)) return;
    const place = this.places.size;
    if (place % PAGE_ROWS === 0) this.pages.push(new Float32Array(PAGE_ROWS * this.width));
    this.viewOf(place)?.set(row);
    this.places.set(key, place);
  }

  clear(): void {
    this.places.clear();
    this.pages = [];
  }

  private viewOf(place: number): Float32Array | undefined {
    const from = (place % PAGE_ROWS) * this.width;
    return this.pages[Math.floor(place / PAGE_ROWS)]?.subarray(from, from + this.width);
  }
}
