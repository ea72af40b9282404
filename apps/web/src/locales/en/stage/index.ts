import { numbers } from '../numbers';
import { spells } from '../spells';

/** Texts of the stage: a file an area. */
export const stage = { numbers, spells };

export type StageTexts = typeof stage;
