import { z } from 'zod';
import { movement, preflightReport as report, trialId } from '../schemas/objects.js';
import type { PhoneTrialAnswer } from '../domain/models.js';
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

export const trialCast = defineMessage({
  name: 'trial:cast',
  schema: z.strictObject({ trialId, ...movement }),
  answer: wireType<PhoneTrialAnswer>('PhoneTrialAnswer'),
  role: 'anyone',
  about:
    'Predicts a cast with the model of a trial that a console opened with `trial:open`. Nothing is stored. Needs the token of the preflight link.',
});
