import type { ListedEvent } from '@wandcast/protocol';

/** Addresses of downloads, relative to the origin. */
interface EveningFiles {
  readonly results: string;
  readonly ndjson: string;
  readonly csv: string;
  /** Everything of the evening. */
  readonly whole: string;
}

/** The downloads of one evening. @param withImported whether files of casts contain imported ones */
export function eveningFiles({ code }: Pick<ListedEvent, 'code'>, withImported: boolean): EveningFiles {
  const event = new URLSearchParams({ event: code }).toString();
  const casts = withImported ? event : `${event}&imported=no`;
  return {
    results: `/api/results.csv?${event}`,
    ndjson: `/api/casts.ndjson?${casts}`,
    whole: `/api/evenings/${code}`,
    csv: `/api/casts.csv?${casts}`,
  };
}
