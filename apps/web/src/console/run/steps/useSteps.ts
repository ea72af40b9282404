import type { Answer, Failure, Step, Round, RunOfShow } from '@wandcast/protocol';
import { computed, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { DeskState } from '../../connection/console-state';
import { useAction } from '../../connection/useAction';
import type { Console } from '../../connection/useConsole';
import type { Undo } from '../../ui/useUndo';
import { stepWords, enterStepWords } from './step-text';
import { leftOver, playOn, type LeftOver } from '../rounds/resume-round';
import { currentStep, nextStep, previousStep, roundNumbers } from './step-order';
import { isOpen } from '../rounds/round-status';

/** Steps through the run of runOfShow, and the key that blanks the stage. */
export interface Steps {
  readonly next: ComputedRef<Step | undefined>;
  /** What going on does; after the last step that there is none. */
  readonly nextWords: ComputedRef<string>;
  readonly before: ComputedRef<Step | undefined>;
  readonly numbers: ComputedRef<ReadonlyMap<string, number>>;
  readonly disabled: ComputedRef<boolean>;
  readonly failure: ShallowRef<Failure | undefined>;
  readonly enter: (step: Step) => void;
  readonly goOn: () => void;
  readonly goBack: () => void;
  /** Makes the stage dark, or shows it again. */
  readonly blank: () => void;
}

export function useSteps(state: () => DeskState, desk: Console, undo: Undo): Steps {
  const { disabled, failure, attempt } = useAction(desk.link);
  watch(
    () => [state().runOfShow.current, state().event.code],
    () => (failure.value = undefined), // of a step that is behind us, whoever took the next
  );
  const numbers = computed(() => roundNumbers(state().runOfShow, state().rounds));
  const next = computed(() => nextStep(state().runOfShow));
  const before = computed(() => previousStep(state().runOfShow));

  function enter(step: Step): void {
    const { runOfShow, rounds, spells } = state();
    if (step.id === runOfShow.current) return;
    attempt(async () => {
      const running = runningRound(rounds, desk.clock.now());
      const answer = await desk.run.enterStep(step.id);
      const left = currentStep(runOfShow);
      if (answer.ok && left !== undefined)
        undo.did({
          words: `${running === undefined ? '' : 'The round was ended. '}On to ${stepWords(step, spells, numbers.value.get(step.id))}.`,
          undo: () => wayBack(desk, left, begun(step, answer.value), running),
        });
      return answer;
    });
  }
  return {
    ...{ next, before, numbers, disabled, failure, enter },
    nextWords: computed(() =>
      next.value === undefined
        ? 'The plan ends here'
        : enterStepWords(next.value, state().spells, numbers.value.get(next.value.id)),
    ),
    goOn: () => {
      if (next.value !== undefined) enter(next.value);
    },
    goBack: () => {
      if (before.value !== undefined) enter(before.value);
    },
    blank: () => {
      attempt(() => desk.run.direct({ blank: !state().event.blank }));
    },
  };
}

/** A round that a step elsewhere would end, with what is left of it. */
function runningRound(rounds: readonly Round[], now: number): LeftOver | undefined {
  const round = rounds.at(-1);
  return round !== undefined && isOpen(round, now) ? leftOver(round, now) : undefined;
}

/** The round that entering a step began. */
function begun(entered: Step, after: RunOfShow): string | undefined {
  const roundId = after.steps.find(({ id }) => id === entered.id)?.roundId ?? undefined;
  return roundId === entered.roundId ? undefined : roundId;
}

/** To the step one came from: what was begun does not count, and what was ended runs on for what was left of it. */
async function wayBack(
  desk: Console,
  left: Step,
  began: string | undefined,
  ended: LeftOver | undefined,
): Promise<Answer<unknown>> {
  if (began !== undefined) {
    const canceled = await desk.run.undoRound(began);
    if (!canceled.ok) return canceled;
  }
  const answer = await desk.run.enterStep(left.id);
  return answer.ok && ended !== undefined ? playOn(desk, ended) : answer;
}
