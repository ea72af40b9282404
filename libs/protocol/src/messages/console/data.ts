import { z } from 'zod';
import type { ImportInfo, PastImport } from '../../domain/cast-imports.js';
import type { Dataset } from '../../domain/datasets.js';
import { selection } from '../../schemas/objects.js';
import { text } from '../../schemas/text.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const importId = z.uuid();
const datasetId = z.uuid();

export const importStore = defineMessage({
  name: 'import:store',
  schema: z.strictObject({ importId, skipBad: z.boolean() }),
  answer: wireType<ImportInfo>('ImportInfo'),
  role: 'moderator',
  about: 'Stores a checked file; `skipBad` skips its bad lines.',
});

export const importCancel = defineMessage({
  name: 'import:cancel',
  schema: z.strictObject({ importId }),
  answer: wireType<ImportInfo>('ImportInfo'),
  role: 'moderator',
  about: 'Cancels an import; casts stored so far stay.',
});

export const importList = defineMessage({
  name: 'import:list',
  schema: z.strictObject({}),
  answer: wireType<readonly PastImport[]>('PastImport[]'),
  role: 'viewer',
  about: 'Lists the finished imports of the event, newest first.',
});

export const importRemove = defineMessage({
  name: 'import:remove',
  schema: z.strictObject({ importId }),
  answer: wireType<PastImport>('PastImport'),
  role: 'moderator',
  about: 'Removes the casts that a finished import stored, with their labels.',
});

export const importRestore = defineMessage({
  name: 'import:restore',
  schema: z.strictObject({ importId }),
  answer: wireType<PastImport>('PastImport'),
  role: 'moderator',
  about: 'Restores a removed import, for ten minutes after its removal.',
});

export const datasetSave = defineMessage({
  name: 'dataset:save',
  schema: z.strictObject({
    name: text({ min: 1, max: 60 }),
    note: text({ max: 400 }),
    selection,
  }),
  answer: wireType<Dataset>('Dataset'),
  role: 'moderator',
  about: 'Saves a selection of casts with their current labels.',
});

export const datasetList = defineMessage({
  name: 'dataset:list',
  schema: z.strictObject({}),
  answer: wireType<readonly Dataset[]>('Dataset[]'),
  role: 'viewer',
  about: 'Lists the datasets with current counts.',
});

export const datasetRemove = defineMessage({
  name: 'dataset:remove',
  schema: z.strictObject({ datasetId }),
  answer: wireType<Dataset>('Dataset'),
  role: 'moderator',
  about: 'Removes a dataset; models that used it keep its name.',
});

export const datasetRestore = defineMessage({
  name: 'dataset:restore',
  schema: z.strictObject({ datasetId }),
  answer: wireType<Dataset>('Dataset'),
  role: 'moderator',
  about: 'Restores a removed dataset.',
});
