import { numbers } from '../numbers';

/** Texts of the console: a file an area. */
export const console = { numbers };

export type ConsoleTexts = typeof console;
