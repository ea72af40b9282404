import type { Answer, CastId, CutCast } from '@wandcast/protocol';
import type { ComputedRef, ShallowRef } from 'vue';
import type { Failure } from '@wandcast/protocol';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { useAction } from '../../connection/useAction';
import type { Undo } from '../../ui/useUndo';
import type { CutRange } from './cut-range';
import { texts } from '../../texts/console-texts';

export interface CastCuts {
  readonly disabled: ComputedRef<boolean>;
  readonly failure: ShallowRef<Failure | undefined>;
  /** Replaces a cast by a part of it. Undo restores it. */
  trim: (castId: CastId, range: CutRange) => void;
  /** Replaces a cast by two parts. Undo restores it. */
  split: (castId: CastId, atMs: number, keepsLabel: boolean) => void;
  /** Restores a whole cast; its parts are deleted. */
  restore: (castId: CastId) => void;
}

/**
 * Trims, splits and restores recordings.
 * @param shown the cast on the screen  @param done called after a success, if the same cast is still shown
 */
export function useCastCuts(
  client: Pick<ConsoleClient, 'link' | 'cuts'>,
  undo: Pick<Undo, 'offer'>,
  shown: () => CastId | undefined,
  done: () => void,
): CastCuts {
  const { disabled, failure, attempt } = useAction(client.link);

  function run(ask: () => Promise<Answer<CutCast>>, text: ((nickname: string) => string) | undefined): void {
    const before = shown();
    attempt(async (actedAt) => {
      const answer = await ask();
      if (!answer.ok) return answer;
      const { castId, nickname } = answer.value;
      if (text !== undefined) undo.offer({ actedAt, text: text(nickname), undo: () => client.cuts.restore(castId) });
      if (shown() === before) done();
      return answer;
    });
  }
  return {
    ...{ disabled, failure },
    trim: (castId, { from, until }) => {
      run(() => client.cuts.trim(castId, from, until), texts().explore.cut.trimmed);
    },
    split: (castId, atMs, keepsLabel) => {
      run(() => client.cuts.split(castId, atMs, keepsLabel), texts().explore.cut.wasSplit);
    },
    restore: (castId) => {
      run(() => client.cuts.restore(castId), undefined);
    },
  };
}
