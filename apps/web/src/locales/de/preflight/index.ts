import type { PreflightTexts } from '../../en/preflight/index';
import { checks } from '../checks/index';
import { page } from './page';
import { trial } from './trial';

export const preflight: PreflightTexts = { checks, page, trial };
