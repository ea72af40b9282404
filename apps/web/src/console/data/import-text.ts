import type { ImportReport, ImportResult } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** A file size: "51 kB", "3.2 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return texts().data.import.bytes(bytes);
  if (bytes < 1_000_000) return texts().format.kilobytes(Math.round(bytes / 1000));
  return texts().format.megabytes(bytes / 1_000_000);
}

/** The content of a file: "1,000 casts of 10 people, 990 labeled". */
export function contentText({ casts, people, labeled }: ImportReport): string {
  const { noCasts, allLabeled, noneLabeled, labeled: someLabeled, content } = texts().data.import;
  if (casts === 0) return noCasts;
  const labels = labeled === casts ? allLabeled : labeled === 0 ? noneLabeled : someLabeled(labeled);
  return content(casts, people, labels);
}

/** The format of a file: "NDJSON, gzipped". */
export function formatText({ format, isGzipped }: ImportReport): string {
  const { csv, gzipped } = texts().data.import;
  return `${format === 'ndjson' ? 'NDJSON' : csv}${isGzipped ? `, ${gzipped}` : ''}`;
}

/** How many casts of a file are new. */
export function newText({ casts, known, format }: ImportReport): string {
  const { allNew, allNewCsv, oneKnown, allKnown, someKnown } = texts().data.import;
  if (casts === 0) return '';
  if (known === 0) return format === 'ndjson' ? allNew : allNewCsv;
  if (known === casts) return casts === 1 ? oneKnown : allKnown;
  return someKnown(known);
}

/** The result of an import: "1,000 casts saved, 12 were here already, 3 bad lines skipped". */
export function resultText({ stored, known, rejected }: ImportResult): string {
  const { result, resultKnown, resultBad } = texts().data.import;
  return [
    result(stored),
    ...(known > 0 ? [resultKnown(known)] : []),
    ...(rejected > 0 ? [resultBad(rejected)] : []),
  ].join(', ');
}

/** Label of the button that saves the casts of a file. */
export function storeText({ casts, known, badLines }: ImportReport): string {
  const { save, saveGood } = texts().data.import;
  return (badLines > 0 ? saveGood : save)(casts - known);
}
