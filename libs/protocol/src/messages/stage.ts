export { clockRead, clockReport } from './common/clock.js';
