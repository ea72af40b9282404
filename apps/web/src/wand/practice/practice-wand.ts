import type { CastId } from '@wandcast/protocol';
import { Recording, type PendingCast, type Wand, type WandEvents } from '@wandcast/wand';

/**
 * A wand without a room: it records as the real one does, and gives what was recorded to `drawn` and to nobody else.
 * Nothing is sent, nothing is stored.
 */
export function practiceWand(drawn: (cast: PendingCast) => void): Pick<Wand, 'startCast' | 'on'> {
  const refusals = new Set<WandEvents['refused']>();
  let count = 0;
  return {
    startCast: (opening) => {
      // Never leaves this page, so it need not be like the ids that do.
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
      if (event !== 'refused') return () => undefined; // a room that is not there says nothing
      const refused = listener as WandEvents['refused'];
      refusals.add(refused);
      return () => void refusals.delete(refused);
    },
  };
}
