/** Strokes to choose from where one cannot draw, none of them a starter's. */
export const readyStrokes = [
  { name: 'Tick', path: 'M14 54 L38 78 L86 22' },
  { name: 'Hook', path: 'M64 12 L64 62 C64 90 30 90 28 64' },
  { name: 'Stairs', path: 'M14 80 L38 80 L38 50 L62 50 L62 20 L86 20' },
  { name: 'Ring', path: 'M50 14 C0 14 0 86 50 86 S100 14 54 14' },
  { name: 'Fork', path: 'M18 16 L50 84 L82 16' },
  { name: 'Snake', path: 'M78 18 C30 6 14 44 50 50 S70 94 22 82' },
  { name: 'Eight', path: 'M50 50 C10 10 90 10 50 50 S90 90 50 50' },
  { name: 'Corner', path: 'M18 16 L18 82 L84 82' },
] as const;
