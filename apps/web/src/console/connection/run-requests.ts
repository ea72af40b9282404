import type { Answer, EventInfo, FromConsole, Rehearsal, Round, RunOfShow } from '@wandcast/protocol';
import { ANSWER_MS, SLOW_ANSWER_MS, type RequestWithin, type ApplyAnswer } from './request';
import { withEvent, withRehearsal, withRound, withRunOfShow } from './run-state';

export type StepPlan = FromConsole<'step:add'>['step'];

/** Requests about steps, rounds, stage and rehearsal. */
export interface RunRequests {
  readonly direct: (change: FromConsole<'stage:direct'>) => Promise<Answer<EventInfo>>;
  readonly startRound: (challenge: FromConsole<'round:start'>) => Promise<Answer<Round>>;
  readonly pauseRound: (roundId: string) => Promise<Answer<Round>>;
  readonly resumeRound: (roundId: string) => Promise<Answer<Round>>;
  readonly extendRound: (roundId: string, seconds: number) => Promise<Answer<Round>>;
  readonly endRound: (roundId: string) => Promise<Answer<Round>>;
  readonly undoRound: (roundId: string) => Promise<Answer<Round>>;
  readonly redoRound: (roundId: string) => Promise<Answer<Round>>;
  /** @param to 0-based position; the end if null */
  readonly addStep: (step: StepPlan, to: number | null) => Promise<Answer<RunOfShow>>;
  readonly editStep: (stepId: string, step: StepPlan) => Promise<Answer<RunOfShow>>;
  readonly moveStep: (stepId: string, to: number) => Promise<Answer<RunOfShow>>;
  readonly removeStep: (stepId: string) => Promise<Answer<RunOfShow>>;
  readonly restoreStep: (stepId: string) => Promise<Answer<RunOfShow>>;
  readonly enterStep: (stepId: string) => Promise<Answer<RunOfShow>>;
  readonly startRehearsal: (wizards: number) => Promise<Answer<Rehearsal>>;
  readonly stopRehearsal: () => Promise<Answer<null>>;
}

export function runRequests(within: RequestWithin, then: ApplyAnswer): RunRequests {
  const soon = (): ReturnType<RequestWithin> => within(ANSWER_MS);
  return {
    direct: (change) => then(soon().emitWithAck('stage:direct', change), withEvent),
    startRound: (challenge) => then(soon().emitWithAck('round:start', challenge), withRound),
    pauseRound: (roundId) => then(soon().emitWithAck('round:pause', { roundId }), withRound),
    resumeRound: (roundId) => then(soon().emitWithAck('round:resume', { roundId }), withRound),
    extendRound: (roundId, seconds) => then(soon().emitWithAck('round:extend', { roundId, seconds }), withRound),
    endRound: (roundId) => then(soon().emitWithAck('round:end', { roundId }), withRound),
    undoRound: (roundId) => then(soon().emitWithAck('round:undo', { roundId }), withRound),
    redoRound: (roundId) => then(soon().emitWithAck('round:redo', { roundId }), withRound),
    addStep: (step, to) => then(soon().emitWithAck('step:add', { step, to }), withRunOfShow),
    editStep: (stepId, step) => then(soon().emitWithAck('step:edit', { stepId, step }), withRunOfShow),
    moveStep: (stepId, to) => then(soon().emitWithAck('step:move', { stepId, to }), withRunOfShow),
    removeStep: (stepId) => then(soon().emitWithAck('step:remove', { stepId }), withRunOfShow),
    restoreStep: (stepId) => then(soon().emitWithAck('step:restore', { stepId }), withRunOfShow),
    enterStep: (stepId) => then(soon().emitWithAck('step:enter', { stepId }), withRunOfShow),
    startRehearsal: (wizards) =>
      then(within(SLOW_ANSWER_MS).emitWithAck('rehearsal:start', { wizards }), withRehearsal),
    stopRehearsal: () => then(within(SLOW_ANSWER_MS).emitWithAck('rehearsal:stop', {}), withRehearsal),
  };
}
