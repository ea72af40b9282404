/** What a file of casts is to hold. */
export interface ExportChoice {
  readonly format: 'ndjson' | 'csv';
  readonly isGzipped: boolean;
  readonly labels: 'held' | 'said' | 'none';
  /** Of a dataset, or of all that is stored where null. */
  readonly dataset: string | null;
  /** Of one spell, or of all where null. */
  readonly spell: string | null;
}

/** Where such a file is fetched. */
export function exportAddress({ format, isGzipped, labels, dataset, spell }: ExportChoice): string {
  const query = new URLSearchParams({
    ...(labels !== 'held' && { labels }),
    ...(dataset !== null && { dataset }),
    ...(spell !== null && { spell }),
  });
  const asked = query.toString();
  return `/api/casts.${format}${isGzipped ? '.gz' : ''}${asked === '' ? '' : `?${asked}`}`;
}
