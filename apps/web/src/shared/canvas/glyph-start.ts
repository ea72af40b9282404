const number = String.raw`([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)`;
const moveTo = new RegExp(String.raw`^\s*m\s*${number}[\s,]*${number}`, 'i');

/** The start of an SVG path, in the path's units; undefined if the path does not start with a move. */
export function glyphStart(path: string): { readonly x: number; readonly y: number } | undefined {
  const match = moveTo.exec(path);
  return match === null ? undefined : { x: Number(match[1]), y: Number(match[2]) };
}
