import type { ModelKind } from '../artifact/artifact.js';
import { blend } from './blend.js';
import { cnn2018 } from './cnn-2018.js';
import { cnn } from './cnn.js';
import type { Recogniser } from '../recognizer/recognizer.js';
import { rocket } from './rocket.js';

/** Every way to recognise casts: a new one needs a line here and its name among the kinds. */
export const recognisers: Readonly<Record<ModelKind, Recogniser>> = { blend, rocket, cnn, cnn2018 };
