import type { Answer, ModelSummary } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import type { ClientState } from '../../connection/client-state';
import { useAction, type Action } from '../../connection/useAction';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import type { Undo } from '../../ui/useUndo';
import { isMatch, matchSpells } from './model-spells';
import { texts } from '../../texts/console-texts';

export interface Activation extends Pick<Action, 'disabled' | 'failure'> {
  /** The model whose spells differ from the book, until the moderator confirms or cancels. */
  readonly asked: Readonly<ShallowRef<ModelSummary | undefined>>;
  /** Activates a model; asks first if its spells differ from the book. */
  readonly request: (model: ModelSummary) => void;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** Activates models, with undo. */
export function useActivation(client: ConsoleClient, undo: Undo, state: () => ClientState): Activation {
  const { disabled, failure, attempt } = useAction(client.link);
  const asked = shallowRef<ModelSummary>();

  function activate(model: ModelSummary, acceptOtherSpells: boolean): void {
    attempt(async (actedAt): Promise<Answer<unknown>> => {
      const before = state().model;
      const answer = await client.models.activate(model.id, acceptOtherSpells);
      if (answer.ok) {
        if (before !== null && before.id !== model.id)
          undo.offer({
            actedAt,
            text: texts().models.versions.activation.done(model.version, before.version),
            undo: () => client.models.activate(before.id, true),
          });
        asked.value = undefined;
      } else if (answer.failure.code === 'model-spells-differ') {
        asked.value = model; // the book changed meanwhile
        return { ok: true, value: null };
      }
      return answer;
    });
  }
  return {
    disabled,
    failure,
    asked,
    request: (model) => {
      if (disabled.value) return;
      if (isMatch(matchSpells(model, state().spells))) activate(model, false);
      else asked.value = model;
    },
    confirm: () => {
      if (asked.value !== undefined) activate(asked.value, true);
    },
    cancel: () => {
      asked.value = undefined;
    },
  };
}
