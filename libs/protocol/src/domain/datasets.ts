/** A saved selection of casts, each with what it was held for at that time. */
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
  /** Of its casts, those that were discarded when it was saved. */
  readonly discarded: number;
  /** What became of its casts since. */
  readonly since: { readonly discarded: number; readonly relabeled: number; readonly deleted: number };
}

/** The dataset a model learnt from, as it was then. */
export interface DatasetSource {
  readonly id: string;
  readonly name: string;
  /** When it was saved, ms since 1970. */
  readonly at: number;
  /** How many casts were in it; the model's card says how many of them it learnt from. */
  readonly casts: number;
}
