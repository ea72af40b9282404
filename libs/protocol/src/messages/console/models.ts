import { z } from 'zod';
import type { ModelInfo, ModelReport, ModelSummary, ModelTrial, TrainingProgress } from '../../domain/models.js';
import { movement, trialId } from '../../schemas/objects.js';
import { text } from '../../schemas/text.js';
import { modelKinds } from '../../vocabulary/enums.js';
import { MAX_MODEL_NOTE } from '../../vocabulary/limits.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const modelId = z.uuid();
const datasetId = z.uuid();
const probability = z.number().min(0).max(1);

export const modelTrain = defineMessage({
  name: 'model:train',
  schema: z.strictObject({
    kind: z.enum(modelKinds),
    datasetId: datasetId.nullable().default(null),
    /** The dataset to test on, which training leaves out; held-out people if null. */
    testDatasetId: datasetId.nullable().default(null),
  }),
  answer: wireType<TrainingProgress>('TrainingProgress'),
  role: 'moderator',
  about: 'Queues a training on all taught casts, or on a dataset, tested on held-out people or a dataset (T15).',
});

export const trainingCancel = defineMessage({
  name: 'training:cancel',
  schema: z.strictObject({ trainingId: z.uuid() }),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Cancels a queued or running training.',
});

export const modelActivate = defineMessage({
  name: 'model:activate',
  schema: z.strictObject({ modelId, acceptOtherSpells: z.boolean().default(false) }),
  answer: wireType<ModelInfo>('ModelInfo'),
  role: 'moderator',
  about: 'Activates a model. If its spells differ from those of the spellbook, `acceptOtherSpells` must be true.',
});

export const modelThreshold = defineMessage({
  name: 'model:threshold',
  schema: z.strictObject({ modelId, threshold: probability }),
  answer: wireType<ModelSummary>('ModelSummary'),
  role: 'moderator',
  about: 'Sets the probability below which a cast fizzles.',
});

export const modelInspect = defineMessage({
  name: 'model:inspect',
  schema: z.strictObject({ modelId }),
  answer: wireType<ModelReport>('ModelReport'),
  role: 'viewer',
  about: 'Returns the report of a model: held-out predictions, negatives and curve.',
});

export const modelNote = defineMessage({
  name: 'model:note',
  schema: z.strictObject({ modelId, note: text({ max: MAX_MODEL_NOTE, lines: true }) }),
  answer: wireType<ModelSummary>('ModelSummary'),
  role: 'moderator',
  about: 'Sets the note on a model. An empty note removes it.',
});

export const modelDiscard = defineMessage({
  name: 'model:discard',
  schema: z.strictObject({ modelId }),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Takes a damaged model off the list for good (T16). Refused with `model-unknown` if it is not damaged.',
});

export const trialOpen = defineMessage({
  name: 'trial:open',
  schema: z.strictObject({ trialId, modelId: modelId.nullable() }),
  answer: wireType<null>('null'),
  role: 'viewer',
  about: 'Predicts the casts of phones with the id of this trial with a model; null ends the trial. Nothing is stored.',
});

export const modelTry = defineMessage({
  name: 'model:try',
  schema: z.strictObject({ modelId, ...movement }),
  answer: wireType<ModelTrial>('ModelTrial'),
  role: 'viewer',
  about:
    'Predicts a movement with any model. Nothing is stored and the active model stays. `channels` is a mask (B3). At most MODEL_TRIES_PER_10_S of a member.',
});
