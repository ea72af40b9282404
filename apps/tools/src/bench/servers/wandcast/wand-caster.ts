import type { Wand } from '@wandcast/wand';
import { UsageError } from '../../../cli/usage-error.js';
import { performCast } from '../../../room-client/perform-cast.js';
import type { AnsweredCast, Caster } from '../../load/cast-load.js';

/** A person who casts with a real wand. */
export function wandCaster(wand: Wand): Caster {
  return {
    async cast({ signal }): Promise<AnsweredCast> {
      const result = await performCast(wand, signal, { intent: 'cast', spell: null, source: 'simulated', speed: 1 });
      if (result.kind === 'refused') throw new UsageError(`the Wandcast server refused a cast: ${result.failure.code}`);
      const answeredAt = performance.now();
      return { castId: result.castId, endedAt: answeredAt - result.ackMs, answeredAt };
    },
  };
}
