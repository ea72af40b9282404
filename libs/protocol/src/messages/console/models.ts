import { z } from 'zod';
import type { ModelInfo, ModelReport, ModelSummary, TrainingProgress } from '../../domain/models.js';
import { modelKinds } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const modelId = z.uuid();
const datasetId = z.uuid();
const probability = z.number().min(0).max(1);

export const modelTrain = defineMessage({
  name: 'model:train',
  schema: z.strictObject({ kind: z.enum(modelKinds), datasetId: datasetId.nullable().default(null) }),
  answer: wireType<TrainingProgress>('TrainingProgress'),
  role: 'moderator',
  about: 'Queues a training on all taught casts, or on a dataset. Progress is sent as events.',
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
  schema: z.strictObject({ modelId }),
  answer: wireType<ModelInfo>('ModelInfo'),
  role: 'moderator',
  about: 'Activates a model.',
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
