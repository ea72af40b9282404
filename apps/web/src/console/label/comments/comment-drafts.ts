import type { CastComment, CastId, Failure } from '@wandcast/protocol';
import { computed, inject, provide, shallowReactive, watch, type ComputedRef, type InjectionKey } from 'vue';
import { noAnswerFailure } from '../../connection/request';
import { useAction } from '../../connection/useAction';
import type { ConsoleClient } from '../../connection/useConsoleClient';

/** A comment that is not saved yet: the connection is lost, another one is being saved, or it was refused. */
interface Draft {
  readonly text: string;
  /** The comments that were loaded with the cast. */
  readonly loaded: readonly CastComment[];
  readonly failure?: Failure | undefined;
}

/** Comments of this member. They outlive the field in which they were typed. */
export interface CommentDrafts {
  readonly drafts: ReadonlyMap<CastId, Draft>;
  /** Drafts that are going to be saved. */
  readonly waiting: ComputedRef<number>;
  /** True while one is saved, while disconnected, and for viewers. */
  readonly disabled: ComputedRef<boolean>;
  /** @param loaded the comments that were loaded with the cast */
  save: (castId: CastId, text: string, loaded: readonly CastComment[]) => void;
  drop: (castId: CastId) => void;
  /** A cast's comments after changes here: a cast that is shown again has not been loaded again. */
  commentsNow: (loaded: readonly CastComment[]) => readonly CastComment[];
}

const draftsKey: InjectionKey<CommentDrafts> = Symbol('commentDrafts');

/** Keeps the comments of all fields below, and saves them. */
export function provideCommentDrafts(client: ConsoleClient): CommentDrafts {
  const drafts = createDrafts(client);
  provide(draftsKey, drafts);
  return drafts;
}

export function useCommentDrafts(client: ConsoleClient): CommentDrafts {
  return inject(draftsKey, () => createDrafts(client), true);
}

function createDrafts(client: ConsoleClient): CommentDrafts {
  const { disabled, attempt } = useAction(client.link);
  const drafts = shallowReactive(new Map<CastId, Draft>());
  const changed = shallowReactive(new WeakMap<readonly CastComment[], readonly CastComment[]>());
  const unsaved = computed(() => [...drafts].filter(([, { failure }]) => failure === undefined));

  /** Saves the drafts one after another, each once: one that was refused waits for another press. */
  function saveNext(): void {
    const [next] = unsaved.value;
    if (next === undefined) return;
    const [castId, draft] = next;
    attempt(async () => {
      const answer = await client.queue.comment(castId, draft.text).catch((error: unknown) => {
        if (client.link.value.kind !== 'open') throw error; // sent again when connected
        return { ok: false, failure: noAnswerFailure() } as const;
      });
      if (answer.ok) changed.set(draft.loaded, answer.value);
      const isSame = drafts.get(castId) === draft;
      if (isSame && answer.ok) drafts.delete(castId);
      else if (isSame && !answer.ok) drafts.set(castId, { ...draft, failure: answer.failure });
      return answer;
    });
  }
  watch(disabled, (isDisabled) => {
    if (!isDisabled) saveNext();
  });
  return {
    ...{ drafts, disabled, waiting: computed(() => unsaved.value.length) },
    save: (castId, text, loaded) => {
      drafts.set(castId, { text, loaded });
      saveNext();
    },
    drop: (castId) => {
      drafts.delete(castId);
    },
    commentsNow: (loaded) => changed.get(loaded) ?? loaded,
  };
}
