import { MAX_CASTS_SHOWN, type Answer, type CastId, type CastLabel, type CastPicture } from '@wandcast/protocol';

/** Reads casts with their current labels. */
export type ReadLabels = (castIds: CastId[]) => Promise<Answer<readonly Pick<CastPicture, 'castId' | 'label'>[]>>;

/** Casts read again: those that changed last. Pages that show more load all casts anyway. */
const MAX_REREAD = 20 * MAX_CASTS_SHOWN;

/** The current labels of the last of these casts. Labels that cannot be read are missing. */
export async function rereadLabels(
  castIds: readonly CastId[],
  read: ReadLabels,
): Promise<Map<CastId, CastLabel | null>> {
  const labels = new Map<CastId, CastLabel | null>();
  const last = castIds.slice(-MAX_REREAD);
  for (let from = 0; from < last.length; from += MAX_CASTS_SHOWN) {
    const answer = await read(last.slice(from, from + MAX_CASTS_SHOWN)).catch(() => undefined);
    if (answer?.ok !== true) return labels; // the connection broke again, and its next welcome reads them
    for (const { castId, label } of answer.value) labels.set(castId, label);
  }
  return labels;
}
