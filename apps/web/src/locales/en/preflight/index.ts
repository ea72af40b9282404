import { checks } from './checks';
import { page } from './page';

export const preflight = { checks, page };

export type PreflightTexts = typeof preflight;
