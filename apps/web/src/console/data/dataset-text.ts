import type { Dataset } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** Changes of a dataset's casts since it was saved: "2 discarded, 1 relabeled"; null if none. */
export function sinceText({ since }: Pick<Dataset, 'since'>): string | null {
  const changes = texts().data.datasets;
  const parts = (['discarded', 'relabeled', 'deleted'] as const)
    .filter((change) => since[change] > 0)
    .map((change) => changes[change](since[change]));
  return parts.length === 0 ? null : parts.join(', ');
}

/** The content of a dataset: "12 casts of 3 people, 2 spells, 1 discarded". */
export function holdsText({ casts, people, spells, discarded }: Dataset): string {
  const { holds, discarded: discardedText } = texts().data.datasets;
  const own = holds(casts, people, spells);
  return discarded === 0 ? own : `${own}, ${discardedText(discarded)}`;
}
