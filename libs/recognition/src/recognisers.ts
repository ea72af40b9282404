import type { ModelKind } from './artefact.js';
import { cnn2018 } from './cnn-2018.js';
import { cnn } from './cnn.js';
import type { Recogniser } from './recogniser.js';

/** Every way to recognise casts: a new one needs a line here and its name among the kinds. */
export const recognisers: Readonly<Record<ModelKind, Recogniser>> = { cnn, cnn2018 };

/** Does best on people it has not met. */
export const bestKind: ModelKind = 'cnn';
