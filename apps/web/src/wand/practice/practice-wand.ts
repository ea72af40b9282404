import type { CastId } from '@wandcast/protocol';
import { Recording, type PendingCast, type Wand, type WandEvents } from '@wandcast/wand';

/**
 * A wand without a connection. It records casts like the real one and passes them to `drawn`. Nothing is sent or
 * stored.
 */
export function practiceWand(drawn: (cast: PendingCast) => void): Pick<Wand, 'startCast' | 'on'> {
  const refusals = new Set<WandEvents['refused']>();
  let count = 0;
  return {
    startCast: (opening) => {
      // Never sent, so it need not be a UUID.
      const castId = `practice-${++count}` as CastId;
      const head = { orientation: null, ...opening, castId, startedAt: Date.now(), offsetMs: null };
      return new Recording(head, {
        stream: () => undefined,
        keep: drawn,
        drop: () => undefined,
        refuse: (id, failure) => {
          for (const refused of refusals) refused({ castId: id, failure });
        },
      });
    },
    on(event, listener) {
      if (event !== 'refused') return () => undefined; // without a connection, no other event occurs
      const refused = listener as WandEvents['refused'];
      refusals.add(refused);
      return () => void refusals.delete(refused);
    },
  };
}
