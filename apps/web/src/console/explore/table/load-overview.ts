import { OverviewReader, type Answer, type OverviewPage } from '@wandcast/protocol';
import { request } from '../../../shared/connection/http-request';

/**
 * Loads all casts, or those since a time, page by page.
 * @param since ms by the server's clock; null for all
 * @param take receives each page
 */
export function loadOverview(
  castsUrl: string,
  since: number | null,
  take: (page: OverviewPage) => void,
  signal: AbortSignal,
): Promise<Answer<undefined>> {
  const query = since === null ? '' : `?since=${since}`;
  return request(
    () => fetch(`${castsUrl}/overview${query}`, { signal }),
    async ({ body }) => {
      const [reader, pieces] = [new OverviewReader(), body?.getReader()];
      let isComplete = false;
      for (;;) {
        const piece = await pieces?.read();
        if (piece?.value === undefined) break;
        for (const page of reader.push(piece.value)) {
          take(page);
          isComplete = page.isLast;
        }
      }
      if (!isComplete) throw new Error('the response ended early');
      return undefined;
    },
  );
}
