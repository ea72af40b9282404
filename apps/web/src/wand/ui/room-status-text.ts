import type { Welcome } from '@wandcast/protocol';
import { words } from '../messages/room-messages';

/** The few words at the top right. */
export function roomStatus({ model }: Pick<Welcome, 'model'>, lost: boolean): string {
  if (lost) return words().room.lost;
  return model === null ? words().room.in : words().room.model(model.version);
}
