import {
  toFailure,
  type CastId,
  type CastPicture,
  type Failure,
  type LabeledCast,
  type Spell,
} from '@wandcast/protocol';
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { Console, SaidLabel } from '../connection/useConsole';
import { backTo, quickerWords, secondWords, standingOf, type Standing } from './label-text';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Labels a message: as many of the longest spell ids as a message holds, with room (MAX_MESSAGE_BYTES). */
const PIECE = 500;

export interface Labeling {
  readonly failure: Readonly<Ref<Failure | undefined>>;
  /** What somebody else said of the same cast a moment before. */
  readonly quicker: Readonly<Ref<string | undefined>>;
  /** Casts that were labeled here and not taken back. */
  readonly changed: ComputedRef<number>;
  /** What a cast is held for now. */
  of: (picture: CastPicture) => Standing;
  /** @param blind somebody else's label was there, and not shown  @returns whether it was taken */
  say: (picture: CastPicture, said: SaidLabel, blind?: boolean) => Promise<boolean>;
  /** Labels as many as one likes, piece by piece; one thing to undo. @returns how many were labeled */
  sayAll: (said: readonly SaidLabel[]) => Promise<number>;
  /** How far that is, or its undoing; undefined while neither runs. */
  readonly progress: Readonly<Ref<Progress | undefined>>;
  /** How many things can be undone. */
  readonly undoable: ComputedRef<number>;
  /** Takes back the last thing said here, and with it the one before, as far as one likes. @returns its first cast */
  undo: () => Promise<CastId | undefined>;
}

/** Labels of casts, given by hand, with the way back. */
export function useLabeling(desk: Console, spells: () => readonly Spell[]): Labeling {
  const failure = shallowRef<Failure>();
  const quicker = shallowRef<string>();
  const progress = shallowRef<Progress>();
  /** What was said here, newest last: each a thing to undo. */
  const given = shallowRef<readonly (readonly LabeledCast[])[]>([]);

  /** One after the other, as the keys were pressed: what is undone is the last. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = turn.then(act);
    turn = next;
    return next;
  }

  async function tell(said: readonly SaidLabel[]): Promise<readonly LabeledCast[]> {
    failure.value = undefined;
    quicker.value = undefined;
    try {
      const answer = await desk.labelCasts([...said]);
      if (answer.ok) return answer.value;
      failure.value = answer.failure;
    } catch {
      failure.value = {
        ...toFailure('internal'),
        message: 'The server did not answer in time. It may have been changed all the same.',
      };
    }
    return [];
  }

  /** One piece after the other, until one fails. @returns those that were labeled */
  async function tellAll(said: readonly SaidLabel[]): Promise<LabeledCast[]> {
    const told: LabeledCast[] = [];
    for (let at = 0; at < said.length && (at === 0 || failure.value === undefined); at += PIECE) {
      if (said.length > PIECE) progress.value = { done: at, total: said.length };
      told.push(...(await tell(said.slice(at, at + PIECE))));
    }
    progress.value = undefined;
    if (failure.value !== undefined && told.length > 0)
      failure.value = { ...failure.value, message: partly(told.length) };
    return told;
  }

  function of(picture: CastPicture): Standing {
    const heard = desk.labels.value.get(picture.castId);
    return standingOf(picture, heard === undefined ? picture.label : heard, spells());
  }

  return {
    failure,
    quicker,
    progress,
    changed: computed(() => new Set(given.value.flat().map(({ castId }) => castId)).size),
    undoable: computed(() => given.value.length),
    of,
    say: (picture, said, blind = false) =>
      inTurn(async () => {
        const seen = of(picture).label;
        const [told] = await tell([said]);
        if (told === undefined) return false;
        given.value = [...given.value, [told]];
        quicker.value = blind ? secondWords(told, spells()) : quickerWords(seen, told.before, spells());
        return true;
      }),
    sayAll: (said) =>
      inTurn(async () => {
        const told = await tellAll(said);
        if (told.length > 0) given.value = [...given.value, told];
        return told.length;
      }),
    undo: () =>
      inTurn(async () => {
        const last = given.value.at(-1);
        if (last === undefined) return undefined;
        const undone = new Set((await tellAll(last.map(backTo))).map(({ castId }) => castId));
        const left = failure.value === undefined ? [] : last.filter(({ castId }) => !undone.has(castId));
        given.value = [...given.value.slice(0, -1), ...(left.length > 0 ? [left] : [])];
        return undone.size > 0 ? last[0]?.castId : undefined;
      }),
  };
}

function partly(casts: number): string {
  return `The server did not answer in time. ${casts.toLocaleString('en')} casts were changed, the rest were not.`;
}
