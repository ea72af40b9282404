import { checks } from './checks';
import { page } from './page';

/** Every text of the preflight. */
export const en = { checks, page };
