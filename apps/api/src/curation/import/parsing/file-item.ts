import type { RecordedCast } from '@wandcast/gesture';

/** One item read from a file of casts. */
export type FileItem =
  | { readonly kind: 'cast'; readonly line: number; readonly cast: RecordedCast }
  | { readonly kind: 'bad'; readonly line: number; readonly reason: string }
  /** A row of a cast that is yielded later; lets the consumer yield to the event loop in between. */
  | { readonly kind: 'row'; readonly line: number };
