import type { ImportReport, ImportResult } from '@wandcast/protocol';

export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** A number of bytes as people say it: "51 kB", "3.2 MB". */
export function bytesWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What is in a file: "1,000 casts of 10 people, 990 with a label". */
export function contentWords({ casts, people, labeled }: ImportReport): string {
  if (casts === 0) return 'No cast can be read in it';
  const labels =
    labeled === casts
      ? 'all with a label'
      : labeled === 0
        ? 'none with a label'
        : `${labeled.toLocaleString('en')} with a label`;
  return `${counted(casts, 'cast', 'casts')} of ${counted(people, 'person', 'people')}, ${labels}`;
}

/** What kind of file it is: "NDJSON, gzipped". */
export function formatWords({ format, isGzipped }: ImportReport): string {
  return `${format === 'ndjson' ? 'NDJSON' : 'Tidy CSV'}${isGzipped ? ', gzipped' : ''}`;
}

/** Of the casts of a file, how many are new here. */
export function newWords({ casts, known }: ImportReport): string {
  if (casts === 0) return '';
  if (known === 0) return 'None of them is here yet.';
  if (known === casts) return casts === 1 ? 'It is here already.' : 'All of them are here already.';
  return `${counted(known, 'is', 'are')} here already, and will not be stored twice.`;
}

/** What came of an import: "1,000 casts stored, 12 were here already, 3 bad lines left out". */
export function resultWords({ stored, known, rejected }: ImportResult): string {
  return [
    `${counted(stored, 'cast', 'casts')} stored`,
    ...(known > 0 ? [`${counted(known, 'was', 'were')} here already`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'bad line', 'bad lines')} left out`] : []),
  ].join(', ');
}

/** What the button that stores a file says. */
export function storeWords({ casts, known, badLines }: ImportReport): string {
  const fresh = casts - known;
  return badLines > 0
    ? `Store the ${counted(fresh, 'good one', 'good ones')}`
    : `Store ${counted(fresh, 'cast', 'casts')}`;
}

/** How a spell of a file is to the book. */
export const spellStates = {
  book: '',
  new: 'new',
  removed: 'taken out of the book',
} as const;
