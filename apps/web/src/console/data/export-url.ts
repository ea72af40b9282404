export interface ExportOptions {
  readonly format: 'ndjson' | 'csv';
  readonly isGzipped: boolean;
  readonly labels: 'held' | 'said' | 'none';
  /** Only casts of this dataset; all if null. */
  readonly dataset: string | null;
  /** Only casts of this spell; all if null. */
  readonly spell: string | null;
}

/** The download URL, relative to the origin. */
export function exportUrl(roomUrl: string, { format, isGzipped, labels, dataset, spell }: ExportOptions): string {
  const query = new URLSearchParams({
    ...(labels !== 'held' && { labels }),
    ...(dataset !== null && { dataset }),
    ...(spell !== null && { spell }),
  });
  const search = query.toString();
  return `${roomUrl}/casts.${format}${isGzipped ? '.gz' : ''}${search === '' ? '' : `?${search}`}`;
}
