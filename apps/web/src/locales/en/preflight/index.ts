import { checks } from '../checks/index';
import { page } from './page';
import { trial } from './trial';

export const preflight = { checks, page, trial };

export type PreflightTexts = typeof preflight;
