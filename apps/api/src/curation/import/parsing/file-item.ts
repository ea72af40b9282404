import type { RecordedCast } from '@wandcast/gesture';

/** Something of a file of casts. */
export type FileItem =
  | { readonly kind: 'cast'; readonly line: number; readonly cast: RecordedCast }
  | { readonly kind: 'bad'; readonly line: number; readonly reason: string }
  /** A piece of a cast that comes later: a moment to let others have their turn. */
  | { readonly kind: 'row'; readonly line: number };
