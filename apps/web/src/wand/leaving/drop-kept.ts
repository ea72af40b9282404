import type { KeyValueStorage } from '../../shared/storage/local-storage';
import { storeDismissal } from '../notices/dismissed-notices';
import { dropSouvenir } from '../show/souvenir/kept-souvenir';

/** Deletes what the pages of an event keep of a participant, besides the key: their souvenir, and the name they were given. */
export function dropKept(storage: KeyValueStorage, code: string): void {
  dropSouvenir(storage, code);
  storeDismissal(storage, 'name', code, null);
}
