/** A saved selection of casts with their labels at that time. */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly casts: number;
  readonly people: number;
  readonly spells: number;
  /** Number of casts that were discarded when it was saved. */
  readonly discarded: number;
  /** Number of casts that changed since then. */
  readonly since: { readonly discarded: number; readonly relabeled: number; readonly deleted: number };
}

/** The dataset that a model was trained on, as of that time. */
export interface DatasetSource {
  readonly id: string;
  readonly name: string;
  /** When it was saved, ms since 1970. */
  readonly at: number;
  /** Number of casts in it. The model's own figures tell how many of them were used. */
  readonly casts: number;
}
