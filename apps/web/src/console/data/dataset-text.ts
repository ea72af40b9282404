import type { Dataset } from '@wandcast/protocol';
import { counted } from './import-text';

/** What became of a dataset's casts since it was saved: "2 discarded, 1 relabeled"; null where nothing did. */
export function sinceWords({ since }: Pick<Dataset, 'since'>): string | null {
  const { discarded, relabeled, deleted } = since;
  const words = [
    ...(discarded > 0 ? [`${discarded.toLocaleString('en')} discarded`] : []),
    ...(relabeled > 0 ? [`${relabeled.toLocaleString('en')} relabeled`] : []),
    ...(deleted > 0 ? [`${deleted.toLocaleString('en')} deleted`] : []),
  ];
  return words.length === 0 ? null : words.join(', ');
}

/** What a dataset holds: "12 casts of 3 people, 2 spells, 1 discarded". */
export function holdsWords({ casts, people, spells, discarded }: Dataset): string {
  const own = `${counted(casts, 'cast', 'casts')} of ${counted(people, 'person', 'people')}, ${counted(spells, 'spell', 'spells')}`;
  return discarded === 0 ? own : `${own}, ${discarded.toLocaleString('en')} discarded`;
}
