/** Strokes to choose from, all different from the starter glyphs. */
export const sampleStrokes = [
  { name: 'tick', path: 'M14 54 L38 78 L86 22' },
  { name: 'hook', path: 'M64 12 L64 62 C64 90 30 90 28 64' },
  { name: 'stairs', path: 'M14 80 L38 80 L38 50 L62 50 L62 20 L86 20' },
  { name: 'ring', path: 'M50 14 C0 14 0 86 50 86 S100 14 54 14' },
  { name: 'fork', path: 'M18 16 L50 84 L82 16' },
  { name: 'snake', path: 'M78 18 C30 6 14 44 50 50 S70 94 22 82' },
  { name: 'eight', path: 'M50 50 C10 10 90 10 50 50 S90 90 50 50' },
  { name: 'corner', path: 'M18 16 L18 82 L84 82' },
] as const;
