import type { Answer, EventInfo, FromConsole, Rehearsal, Round, RunOfShow } from '@wandcast/protocol';
import { ANSWER_MS, SLOW_ANSWER_MS, type RequestWithin, type ApplyAnswer } from './request';
import { withEvent, withRehearsal, withRound, withRunOfShow } from './run-state';

export type StepPlan = FromConsole<'step:add'>['step'];

/** Requests about steps, rounds, stage and rehearsal. */
export interface RunRequests {
  readonly direct: (change: FromConsole<'stage:direct'>) => Promise<Answer<EventInfo>>;
  readonly replay: () => Promise<Answer<null>>;
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

export function runRequests(within: RequestWithin, applyAnswer: ApplyAnswer): RunRequests {
  const request = (): ReturnType<RequestWithin> => within(ANSWER_MS);
  return {
    direct: (change) => applyAnswer(request().emitWithAck('stage:direct', change), withEvent),
    replay: () => request().emitWithAck('stage:replay', {}),
    startRound: (challenge) => applyAnswer(request().emitWithAck('round:start', challenge), withRound),
    pauseRound: (roundId) => applyAnswer(request().emitWithAck('round:pause', { roundId }), withRound),
    resumeRound: (roundId) => applyAnswer(request().emitWithAck('round:resume', { roundId }), withRound),
    extendRound: (roundId, seconds) =>
      applyAnswer(request().emitWithAck('round:extend', { roundId, seconds }), withRound),
    endRound: (roundId) => applyAnswer(request().emitWithAck('round:end', { roundId }), withRound),
    undoRound: (roundId) => applyAnswer(request().emitWithAck('round:undo', { roundId }), withRound),
    redoRound: (roundId) => applyAnswer(request().emitWithAck('round:redo', { roundId }), withRound),
    addStep: (step, to) => applyAnswer(request().emitWithAck('step:add', { step, to }), withRunOfShow),
    editStep: (stepId, step) => applyAnswer(request().emitWithAck('step:edit', { stepId, step }), withRunOfShow),
    moveStep: (stepId, to) => applyAnswer(request().emitWithAck('step:move', { stepId, to }), withRunOfShow),
    removeStep: (stepId) => applyAnswer(request().emitWithAck('step:remove', { stepId }), withRunOfShow),
    restoreStep: (stepId) => applyAnswer(request().emitWithAck('step:restore', { stepId }), withRunOfShow),
    enterStep: (stepId) => applyAnswer(request().emitWithAck('step:enter', { stepId }), withRunOfShow),
    startRehearsal: (wizards) =>
      applyAnswer(within(SLOW_ANSWER_MS).emitWithAck('rehearsal:start', { wizards }), withRehearsal),
    stopRehearsal: () => applyAnswer(within(SLOW_ANSWER_MS).emitWithAck('rehearsal:stop', {}), withRehearsal),
  };
}
