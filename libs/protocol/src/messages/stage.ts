import { z } from 'zod';
import { castId } from '../schemas/ids.js';
import { defineMessage } from '../definition/define-message.js';

export { clockRead, clockReport } from './common/clock.js';

export const spotlightReport = defineMessage({
  name: 'spotlight:report',
  schema: z.strictObject({ castId }),
  answer: null,
  role: 'anyone',
  about: 'The stage shows this cast in its spotlight; its wand is notified (`spotlight:entered`).',
});
