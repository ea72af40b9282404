import { localizedNumbers } from '../../shared/format/localized-numbers';

/** Numbers, shares and times. */
export const numbers = localizedNumbers('en-GB', { over: 'over', under: 'under', percent: 'percent', today: 'today' });
