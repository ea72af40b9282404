/** The read-only part of a ref, common to template refs, computed values and shallow refs. */
export interface Readable<T> {
  readonly value: T;
}
