export { clockRead, clockReport } from './clock.js';
