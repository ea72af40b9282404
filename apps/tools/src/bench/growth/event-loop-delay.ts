import { UsageError } from '../../cli/usage-error.js';

/** How often the main thread of a server was late by at most so many seconds, by the bounds of the buckets. */
export type DelayCounts = ReadonlyMap<number, number>;

const BUCKET = /^wandcast_event_loop_delay_seconds_bucket\{le="([^"]+)"[^}]*\} (\d+)$/gm;

/** Reads `GET /metrics`. @throws UsageError */
export async function readDelays(url: string): Promise<DelayCounts> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = new Map<number, number>();
  for (const [, bound = '', count = ''] of text.matchAll(BUCKET))
    counts.set(bound === '+Inf' ? Infinity : Number(bound), Number(count));
  if (counts.size === 0) throw new UsageError('the Wandcast server has no metric of its event loop');
  return counts;
}

/** The smallest bound that so large a share of the delays between two readings kept, ms. @param share 0..1 */
export function delayBetween(before: DelayCounts, after: DelayCounts, share: number): number {
  const during = [...after].map(([bound, count]) => ({ bound, count: count - (before.get(bound) ?? 0) }));
  const all = during.at(-1)?.count ?? 0;
  const kept = during.find(({ count }) => count >= share * all);
  return 1000 * (kept?.bound ?? Infinity);
}
