/** What to export. */
export interface ExportChoice {
  readonly format: 'ndjson' | 'csv';
  readonly isGzipped: boolean;
  readonly labels: 'held' | 'said' | 'none';
  /** Only casts of this dataset; all if null. */
  readonly dataset: string | null;
  /** Only casts of this spell; all if null. */
  readonly spell: string | null;
}

/** The URL of such a file. */
export function exportAddress({ format, isGzipped, labels, dataset, spell }: ExportChoice): string {
  const query = new URLSearchParams({
    ...(labels !== 'held' && { labels }),
    ...(dataset !== null && { dataset }),
    ...(spell !== null && { spell }),
  });
  const asked = query.toString();
  return `/api/casts.${format}${isGzipped ? '.gz' : ''}${asked === '' ? '' : `?${asked}`}`;
}
