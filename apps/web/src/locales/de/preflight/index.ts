import type { Words } from '../../../preflight/preflight-messages';
import { checks } from './checks';
import { page } from './page';

export const de: Words = { checks, page };
