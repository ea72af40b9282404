/** A ref as its readers see it: template refs, computed values and shallow refs alike. */
export interface Readable<T> {
  readonly value: T;
}
