import type { PreflightTexts } from '../../en/preflight/index';
import { checks } from '../checks/index';
import { page } from './page';

export const preflight: PreflightTexts = { checks, page };
