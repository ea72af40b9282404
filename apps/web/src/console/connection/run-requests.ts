import type { Answer, EventInfo, FromConsole, Rehearsal, Round, Show } from '@wandcast/protocol';
import { ANSWER_MS, PATIENT_MS, type Asking, type Then } from './request';
import { withEvent, withRehearsal, withRound, withShow } from './run-state';

export type PhasePlan = FromConsole<'phase:add'>['phase'];

/** What one asks of the show: its plan, its rounds, its stage, its rehearsal. */
export interface ShowDesk {
  readonly direct: (change: FromConsole<'stage:direct'>) => Promise<Answer<EventInfo>>;
  readonly startRound: (challenge: FromConsole<'round:start'>) => Promise<Answer<Round>>;
  readonly pauseRound: (roundId: string) => Promise<Answer<Round>>;
  readonly resumeRound: (roundId: string) => Promise<Answer<Round>>;
  readonly extendRound: (roundId: string, seconds: number) => Promise<Answer<Round>>;
  readonly endRound: (roundId: string) => Promise<Answer<Round>>;
  readonly undoRound: (roundId: string) => Promise<Answer<Round>>;
  readonly redoRound: (roundId: string) => Promise<Answer<Round>>;
  /** @param to its place from 0; the end where null */
  readonly addPhase: (phase: PhasePlan, to: number | null) => Promise<Answer<Show>>;
  readonly editPhase: (phaseId: string, phase: PhasePlan) => Promise<Answer<Show>>;
  readonly movePhase: (phaseId: string, to: number) => Promise<Answer<Show>>;
  readonly removePhase: (phaseId: string) => Promise<Answer<Show>>;
  readonly restorePhase: (phaseId: string) => Promise<Answer<Show>>;
  readonly enterPhase: (phaseId: string) => Promise<Answer<Show>>;
  readonly startRehearsal: (wizards: number) => Promise<Answer<Rehearsal>>;
  readonly stopRehearsal: () => Promise<Answer<null>>;
}

export function showDesk(within: Asking, then: Then): ShowDesk {
  const soon = (): ReturnType<Asking> => within(ANSWER_MS);
  return {
    direct: (change) => then(soon().emitWithAck('stage:direct', change), withEvent),
    startRound: (challenge) => then(soon().emitWithAck('round:start', challenge), withRound),
    pauseRound: (roundId) => then(soon().emitWithAck('round:pause', { roundId }), withRound),
    resumeRound: (roundId) => then(soon().emitWithAck('round:resume', { roundId }), withRound),
    extendRound: (roundId, seconds) => then(soon().emitWithAck('round:extend', { roundId, seconds }), withRound),
    endRound: (roundId) => then(soon().emitWithAck('round:end', { roundId }), withRound),
    undoRound: (roundId) => then(soon().emitWithAck('round:undo', { roundId }), withRound),
    redoRound: (roundId) => then(soon().emitWithAck('round:redo', { roundId }), withRound),
    addPhase: (phase, to) => then(soon().emitWithAck('phase:add', { phase, to }), withShow),
    editPhase: (phaseId, phase) => then(soon().emitWithAck('phase:edit', { phaseId, phase }), withShow),
    movePhase: (phaseId, to) => then(soon().emitWithAck('phase:move', { phaseId, to }), withShow),
    removePhase: (phaseId) => then(soon().emitWithAck('phase:remove', { phaseId }), withShow),
    restorePhase: (phaseId) => then(soon().emitWithAck('phase:restore', { phaseId }), withShow),
    enterPhase: (phaseId) => then(soon().emitWithAck('phase:enter', { phaseId }), withShow),
    startRehearsal: (wizards) => then(within(PATIENT_MS).emitWithAck('rehearsal:start', { wizards }), withRehearsal),
    stopRehearsal: () => then(within(PATIENT_MS).emitWithAck('rehearsal:stop', {}), withRehearsal),
  };
}
