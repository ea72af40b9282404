import type { Welcome } from '@wandcast/protocol';

/** The few words at the top right. */
export function roomStatus({ model }: Pick<Welcome, 'model'>, lost: boolean): string {
  if (lost) return 'Lost the room';
  return model === null ? 'In the room' : `Model v${model.version}`;
}
