/** A sound that the stage plays once. */
export type Cue =
  | { readonly kind: 'join'; readonly slot: number }
  /** A recognized spell; `place` is its position in the book, from 0. */
  | { readonly kind: 'hit'; readonly place: number }
  | { readonly kind: 'fizzle' }
  | { readonly kind: 'spotlight' }
  /** `left`: seconds until a round starts. */
  | { readonly kind: 'tick'; readonly left: number }
  | { readonly kind: 'start' }
  /** A place of a ranking is revealed, from 1. */
  | { readonly kind: 'reveal'; readonly place: number }
  /** The first place is revealed. */
  | { readonly kind: 'winner' }
  | { readonly kind: 'fanfare' }
  | { readonly kind: 'applause'; readonly claps: number };

/** A cue that plays at a known time. */
export interface TimedCue {
  readonly cue: Cue;
  /** Ms since 1970 on the server's clock. */
  readonly at: number;
}
