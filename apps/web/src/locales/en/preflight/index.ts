import { checks } from '../checks/index';
import { page } from './page';

export const preflight = { checks, page };

export type PreflightTexts = typeof preflight;
