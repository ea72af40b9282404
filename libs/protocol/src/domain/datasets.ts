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

/** The dataset that a model was tested on, as of that time. The model learned from none of its casts. */
export interface TestSource extends DatasetSource {
  /** Number of its casts that were tested: those of the model's spells, at most 1,000. */
  readonly tested: number;
  /** Number of the people who made them. */
  readonly people: number;
  /** How many of these people made casts that the model learned from, too. */
  readonly peopleInTraining: number;
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
