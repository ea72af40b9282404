/** What is drawn inside a seal. */
export type SealDrawing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'glyph'; readonly glyph: string }
  /** The estimated path of the cast itself, packed. */
  | { readonly kind: 'path'; readonly path: string };
