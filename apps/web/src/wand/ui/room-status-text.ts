import type { Welcome } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** The status at the top right. */
export function roomStatus({ model }: Pick<Welcome, 'model'>, lost: boolean): string {
  if (lost) return texts().room.lost;
  return model === null ? texts().room.in : texts().room.model(model.version);
}
