import type { Answer, EventInfo, Failure } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { useAction } from '../../connection/useAction';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import type { Undo } from '../../ui/useUndo';
import { directStage } from './direct-stage';

export interface Blank {
  /** Why the stage could not be blanked or shown. */
  readonly failure: ShallowRef<Failure | undefined>;
  readonly toggle: () => void;
}

/** Blanks the stage, or shows it again. A key pressed before the last answer counts: the newest press wins. */
export function useBlank(event: () => EventInfo, client: ConsoleClient, undo: Undo): Blank {
  const { disabled, failure, attempt } = useAction(client.link);
  /** What was pressed last, until the server has it. */
  let wanted: boolean | undefined;
  let wantedAt = 0;

  async function send(): Promise<Answer<unknown>> {
    try {
      for (;;) {
        const blank = wanted === true;
        const answer = await directStage(client, undo, event(), { blank }, wantedAt);
        if (!answer.ok || wanted === blank) return answer;
      }
    } finally {
      wanted = undefined;
    }
  }
  return {
    failure,
    toggle: () => {
      const isSending = wanted !== undefined;
      if (disabled.value && !isSending) return;
      wanted = !(wanted ?? event().blank);
      wantedAt = performance.now();
      if (!isSending) attempt(send);
    },
  };
}
