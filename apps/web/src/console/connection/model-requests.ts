import type {
  Answer,
  FromConsole,
  ModelInfo,
  ModelReport,
  ModelSummary,
  ModelTrial,
  PhoneTrialPrediction,
} from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { withModel } from './client-state';
import { ANSWER_MS, SLOW_ANSWER_MS, type ApplyAnswer, type RequestWithin } from './request';

/** Requests about the versions of the model. */
export interface ModelRequests {
  /** @param acceptOtherSpells whether its spells may differ from those of the book */
  readonly activate: (modelId: string, acceptOtherSpells: boolean) => Promise<Answer<ModelInfo>>;
  readonly setThreshold: (modelId: string, threshold: number) => Promise<Answer<ModelSummary>>;
  readonly setNote: (modelId: string, note: string) => Promise<Answer<ModelSummary>>;
  /** Takes a damaged model off the list. */
  readonly discard: (modelId: string) => Promise<Answer<null>>;
  readonly inspect: (modelId: string) => Promise<Answer<ModelReport>>;
  /** The last cast of a phone in any console's trial. */
  readonly phoneCast: Readonly<ShallowRef<PhoneTrialPrediction | undefined>>;
  /** Predicts the casts of phones in a trial with a model; null ends the trial. */
  readonly openTrial: (trialId: string, modelId: string | null) => Promise<Answer<null>>;
  /** Predicts a movement without storing it. */
  readonly predict: (movement: FromConsole<'model:try'>) => Promise<Answer<ModelTrial>>;
}

export function modelRequests(
  within: RequestWithin,
  applyAnswer: ApplyAnswer,
  phoneCast: ModelRequests['phoneCast'],
): ModelRequests {
  return {
    phoneCast,
    openTrial: (trialId, modelId) => within(ANSWER_MS).emitWithAck('trial:open', { trialId, modelId }),
    activate: (modelId, acceptOtherSpells) =>
      applyAnswer(
        within(SLOW_ANSWER_MS).emitWithAck('model:activate', { modelId, acceptOtherSpells }),
        (before, model) => ({ ...before, model }),
      ),
    setThreshold: (modelId, threshold) =>
      applyAnswer(within(ANSWER_MS).emitWithAck('model:threshold', { modelId, threshold }), withModel),
    setNote: (modelId, note) => applyAnswer(within(ANSWER_MS).emitWithAck('model:note', { modelId, note }), withModel),
    discard: (modelId) =>
      applyAnswer(within(ANSWER_MS).emitWithAck('model:discard', { modelId }), (state) => ({
        ...state,
        damagedModels: state.damagedModels.filter(({ id }) => id !== modelId),
      })),
    inspect: (modelId) => within(SLOW_ANSWER_MS).emitWithAck('model:inspect', { modelId }),
    predict: (movement) => within(SLOW_ANSWER_MS).emitWithAck('model:try', movement),
  };
}
