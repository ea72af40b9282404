/** A name as it is written below a tile. */
export interface NameLines {
  readonly lines: readonly string[];
  /** Font size, as a share of the normal one. */
  readonly scale: number;
}

/** Smallest font size of a name, as a share of the normal one. */
const SMALLEST = 0.7;

/**
 * Fits a name into `width`: on one line, on two, or in a smaller font. Only a word that is still too wide is cut.
 * @param measure width of a text in the normal font
 */
export function nameLines(name: string, width: number, measure: (text: string) => number): NameLines {
  if (measure(name) <= width) return { lines: [name], scale: 1 };
  const lines = halves(name, measure);
  const widest = Math.max(...lines.map(measure));
  const scale = Math.max(SMALLEST, Math.min(1, width / widest));
  return { lines: lines.map((line) => cut(line, width / scale, measure)), scale };
}

/** The name in two lines of nearly equal width; one line if it has no space. */
function halves(name: string, measure: (text: string) => number): readonly string[] {
  const words = name.split(' ');
  let best: readonly string[] = [name];
  for (let i = 1; i < words.length; i++) {
    const lines = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    if (Math.max(...lines.map(measure)) < Math.max(...best.map(measure))) best = lines;
  }
  return best;
}

function cut(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width * 1.001) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && measure(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
