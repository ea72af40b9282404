import { figuresIn } from '../../../../shared/format/localized-numbers';

/** Numbers, shares and times. */
export const figures = figuresIn('en-GB', { over: 'over', under: 'under', percent: 'percent', today: 'today' });
