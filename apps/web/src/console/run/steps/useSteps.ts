import { newestRound, type Answer, type Step, type Round, type RunOfShow } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ClientState } from '../../connection/client-state';
import { useAction } from '../../connection/useAction';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import type { Undo } from '../../ui/useUndo';
import { stepText, enterStepText } from './step-text';
import { remainingOf, reopenRound, type RemainingRound } from '../rounds/reopen-round';
import { currentStep, nextStep, previousStep, roundNumbers } from './step-order';
import { useBlank } from './useBlank';
import { isRoundOpen } from '../rounds/round-status';
import { usePause } from '../../../shared/clock/usePause';
import { texts } from '../../texts/console-texts';
import { changedSince } from '../../ui/changed-since';

/** The second press of a double click, or of a finger that slipped, does not skip a step, ms. */
const REST_MS = 500;
/** Nor does the first press after a failure, until it can have been read, ms: the step may be on stage nevertheless. */
const READ_MS = 2_500;

/** Navigates the run of show, and blanks the stage. */
export interface Steps {
  readonly next: ComputedRef<Step | undefined>;
  /** Label of the next-step button. */
  readonly nextText: ComputedRef<string>;
  readonly before: ComputedRef<Step | undefined>;
  readonly numbers: ComputedRef<ReadonlyMap<string, number>>;
  readonly disabled: ComputedRef<boolean>;
  /** After `goOn`, which then does nothing. */
  readonly isResting: Readonly<ShallowRef<boolean>>;
  /** Why the last step could not be entered. Stays until it is dismissed or a step is entered. */
  readonly refusal: ComputedRef<string | undefined>;
  readonly dismiss: () => void;
  readonly enter: (step: Step) => void;
  readonly goOn: () => void;
  readonly goBack: () => void;
  /** Blanks the stage, or shows it again. */
  readonly blank: () => void;
}

export function useSteps(state: () => ClientState, client: ConsoleClient, undo: Undo): Steps {
  const { disabled, failure, attempt } = useAction(client.link);
  const rest = usePause();
  const blank = useBlank(() => state().event, client, undo);
  /** The step that was refused, and when it was asked for. */
  const refused = shallowRef<Step>();
  let askedAt = -Infinity;
  watch(
    () => state().runOfShow.current,
    () => {
      if (performance.now() - askedAt > READ_MS) dismiss(); // the show goes on
    },
  );
  watch(failure, (now) => {
    if (now !== undefined) rest.begin(READ_MS);
  });
  watch(
    () => state().event.code,
    dismiss, // the refusal concerns an earlier event
  );
  const numbers = computed(() => roundNumbers(state().runOfShow, state().rounds));
  const next = computed(() => nextStep(state().runOfShow));
  const before = computed(() => previousStep(state().runOfShow));

  function dismiss(): void {
    failure.value = undefined;
    blank.failure.value = undefined;
  }
  function enter(step: Step): void {
    const { runOfShow, rounds, spells } = state();
    if (step.id === runOfShow.current) return;
    refused.value = step;
    attempt(async (actedAt) => {
      askedAt = actedAt;
      const running = runningRound(rounds, client.clock.now());
      const answer = await client.run.enterStep(step.id);
      const left = currentStep(runOfShow);
      if (answer.ok && left !== undefined) {
        const title = stepText(step, spells, numbers.value.get(step.id));
        const { did } = texts().run.steps;
        undo.offer({
          actedAt,
          text: running === undefined ? did.enter(title) : did.enterAndEndRound(title),
          undo: () =>
            [step.id, left.id].includes(state().runOfShow.current ?? '')
              ? undoStep(client, left, roundStartedBy(step, answer.value), running)
              : changedSince(),
        });
      }
      return answer;
    });
  }
  return {
    ...{ next, before, numbers, disabled, enter, dismiss, blank: blank.toggle, isResting: rest.isOn },
    refusal: computed(() => {
      const step = refused.value;
      if (failure.value === undefined || step === undefined) return blank.failure.value?.message;
      const title = stepText(step, state().spells, numbers.value.get(step.id));
      const { refused: notEntered, entered } = texts().run.steps;
      const isOnStage = step.id === state().runOfShow.current; // only what follows from it failed
      return (isOnStage ? entered : notEntered)(title, failure.value.message);
    }),
    nextText: computed(() =>
      next.value === undefined
        ? texts().run.steps.end
        : enterStepText(next.value, state().spells, numbers.value.get(next.value.id)),
    ),
    goOn: () => {
      if (rest.isOn.value || disabled.value) return;
      rest.begin(REST_MS);
      if (next.value !== undefined) enter(next.value);
    },
    goBack: () => {
      if (before.value !== undefined) enter(before.value);
    },
  };
}

/** The running round that entering a step would end. */
function runningRound(rounds: readonly Round[], now: number): RemainingRound | undefined {
  const round = newestRound(rounds);
  return round !== undefined && isRoundOpen(round, now) ? remainingOf(round, now) : undefined;
}

/** The round that entering a step started. */
function roundStartedBy(entered: Step, after: RunOfShow): string | undefined {
  const roundId = after.steps.find(({ id }) => id === entered.id)?.roundId ?? undefined;
  return roundId === entered.roundId ? undefined : roundId;
}

/** Returns to the previous step: cancels a round that was started and resumes one that was ended. */
async function undoStep(
  client: ConsoleClient,
  left: Step,
  began: string | undefined,
  ended: RemainingRound | undefined,
): Promise<Answer<unknown>> {
  if (began !== undefined) {
    const canceled = await client.run.undoRound(began);
    if (!canceled.ok) return canceled;
  }
  const answer = await client.run.enterStep(left.id);
  return answer.ok && ended !== undefined ? reopenRound(client, ended) : answer;
}
