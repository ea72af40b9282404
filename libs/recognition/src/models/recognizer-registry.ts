import type { RecognizerKind } from '../artifact/artifact.js';
import { blend } from './blend.js';
import { cnn2018 } from './cnn-2018.js';
import { cnn } from './cnn.js';
import type { Recognizer } from '../recognizer/recognizer.js';
import { rocket } from './rocket.js';

/** All recognizers by kind. A new one needs a line here and its name in `recognizerKinds`. */
export const recognizers: Readonly<Record<RecognizerKind, Recognizer>> = { blend, rocket, cnn, cnn2018 };
