import { preflightReport as report } from '../schemas/objects.js';
import type { Preflight } from '../domain/preflight.js';
import { defineMessage, wireType } from '../definition/define-message.js';

export { clockRead } from './common/clock.js';

export const preflightReport = defineMessage({
  name: 'preflight:report',
  schema: report,
  answer: wireType<Preflight>('Preflight'),
  role: 'anyone',
  about: 'Reports what the page measured on its phone.',
});
