import type { Words } from '../words';
import { checks } from './checks';
import { page } from './page';

export const de: Words = { checks, page };
