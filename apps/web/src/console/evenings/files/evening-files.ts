import type { ListedEvent } from '@wandcast/protocol';

/** Addresses of downloads, relative to the origin. */
interface EveningFiles {
  readonly results: string;
  readonly ndjson: string;
  readonly csv: string;
  /** Everything of the evening. */
  readonly whole: string;
}

/** The downloads of one evening. @param roomUrl API of its room  @param withImported whether files of casts contain imported ones */
export function eveningFiles(
  roomUrl: string,
  { code }: Pick<ListedEvent, 'code'>,
  withImported: boolean,
): EveningFiles {
  const event = new URLSearchParams({ event: code }).toString();
  const casts = withImported ? event : `${event}&imported=no`;
  return {
    results: `${roomUrl}/results.csv?${event}`,
    ndjson: `${roomUrl}/casts.ndjson?${casts}`,
    whole: `${roomUrl}/evenings/${code}`,
    csv: `${roomUrl}/casts.csv?${casts}`,
  };
}
