import type { CastId, ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { shallowRef, triggerRef, type ShallowRef } from 'vue';

interface GoneCasts {
  /** Casts deleted or replaced since this page was opened. */
  readonly deleted: Readonly<ShallowRef<ReadonlySet<CastId>>>;
  /** Whether a cast was deleted for good. */
  readonly isErased: (castId: CastId) => boolean;
}

/** Casts that are out of use. The set is changed in place: a removed import of 100,000 casts comes in thousands of messages. */
export function useGoneCasts(socket: Socket<ServerToConsole, ConsoleToServer>): GoneCasts {
  const deleted = shallowRef(new Set<CastId>());
  const erased = new Set<CastId>();
  function change(gone: readonly CastId[], shown: readonly CastId[]): void {
    for (const castId of gone) deleted.value.add(castId);
    for (const castId of shown) deleted.value.delete(castId);
    triggerRef(deleted);
  }
  socket.on('casts:deleted', (castIds) => {
    for (const castId of castIds) erased.add(castId);
    change(castIds, []);
  });
  socket.on('casts:replaced', ({ gone, shown }) => {
    change(gone, shown);
  });
  return { deleted, isErased: (castId) => erased.has(castId) };
}
