import {
  toFailure,
  type CastId,
  type CastPicture,
  type Failure,
  type LabelledCast,
  type Spell,
} from '@wandcast/protocol';
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { Console, SaidLabel } from '../useConsole';
import { backTo, quickerWords, standingOf, type Standing } from './label-words';

export interface Labelling {
  readonly failure: Readonly<Ref<Failure | undefined>>;
  /** What somebody else said of the same cast a moment before. */
  readonly quicker: Readonly<Ref<string | undefined>>;
  /** Casts that were labelled here and not taken back. */
  readonly changed: ComputedRef<number>;
  /** What a cast is held for now. */
  of: (picture: CastPicture) => Standing;
  say: (picture: CastPicture, said: SaidLabel) => Promise<void>;
  /** Takes back the last label given here, and with it the one before, as far as one likes. */
  undo: () => Promise<CastId | undefined>;
}

/** Labels of casts, given by hand, with the way back. */
export function useLabelling(desk: Console, spells: () => readonly Spell[]): Labelling {
  const failure = shallowRef<Failure>();
  const quicker = shallowRef<string>();
  const given = shallowRef<readonly LabelledCast[]>([]);

  /** One after the other, as the keys were pressed: what is undone is the last. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = turn.then(act);
    turn = next;
    return next;
  }

  async function tell(said: SaidLabel): Promise<LabelledCast | undefined> {
    failure.value = undefined;
    quicker.value = undefined;
    try {
      const answer = await desk.labelCasts([said]);
      if (answer.ok) return answer.value[0];
      failure.value = answer.failure;
    } catch {
      failure.value = { ...toFailure('internal'), message: 'The server did not answer in time. Nothing was changed.' };
    }
    return undefined;
  }

  function of(picture: CastPicture): Standing {
    const heard = desk.labels.value.get(picture.castId);
    return standingOf(picture, heard === undefined ? picture.label : heard, spells());
  }

  return {
    failure,
    quicker,
    changed: computed(() => new Set(given.value.map(({ castId }) => castId)).size),
    of,
    say: (picture, said) =>
      inTurn(async () => {
        const seen = of(picture).label;
        const told = await tell(said);
        if (told === undefined) return;
        given.value = [...given.value, told];
        quicker.value = quickerWords(seen, told.before, spells());
      }),
    undo: () =>
      inTurn(async () => {
        const last = given.value.at(-1);
        if (last === undefined || (await tell(backTo(last))) === undefined) return undefined;
        given.value = given.value.slice(0, -1);
        return last.castId;
      }),
  };
}
