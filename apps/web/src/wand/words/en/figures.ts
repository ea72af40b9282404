import { figuresIn } from '../figures';

/** Numbers, shares and times. */
export const figures = figuresIn('en-GB', { over: 'over', under: 'under', percent: 'percent', today: 'today' });
