import { MAX_CASTS_SHOWN, type Answer, type CastId, type CastLabel, type CastPicture } from '@wandcast/protocol';

/** Reads casts with their current labels. */
export type ReadLabels = (castIds: CastId[]) => Promise<Answer<readonly Pick<CastPicture, 'castId' | 'label'>[]>>;

/** Casts read again: those that changed last. Pages that show more load all casts anyway. */
const MAX_REREAD = 20 * MAX_CASTS_SHOWN;

/** The current labels of the last of the known casts, and of all that undos wait for. If some cannot be read, they are missing. */
export async function rereadLabels(
  known: readonly (readonly [CastId, CastLabel | null])[],
  undone: readonly { readonly castId: CastId }[],
  read: ReadLabels,
): Promise<{ readonly labels: ReadonlyMap<CastId, CastLabel | null>; readonly areAll: boolean }> {
  const labels = new Map<CastId, CastLabel | null>();
  const lastIds = known.slice(-MAX_REREAD).map(([castId]) => castId);
  const last = [...new Set([...lastIds, ...undone.map(({ castId }) => castId)])];
  for (let from = 0; from < last.length; from += MAX_CASTS_SHOWN) {
    const answer = await read(last.slice(from, from + MAX_CASTS_SHOWN)).catch(() => undefined);
    if (answer?.ok !== true) return { labels, areAll: false };
    for (const { castId, label } of answer.value) labels.set(castId, label);
  }
  return { labels, areAll: true };
}
