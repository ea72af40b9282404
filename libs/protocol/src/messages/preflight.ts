import { z } from 'zod';
import { preflightReport as report } from '../schemas/objects.js';
import type { Preflight } from '../domain/preflight.js';
import { defineMessage, shape } from '../definition/define-message.js';

export const clockRead = defineMessage({
  name: 'clock:read',
  schema: z.strictObject({}),
  answer: shape<{ readonly at: number }>('{ at: number }'),
  role: 'anyone',
  about: "Reads the server's clock, ms since 1970.",
});

export const preflightReport = defineMessage({
  name: 'preflight:report',
  schema: report,
  answer: shape<Preflight>('Preflight'),
  role: 'anyone',
  about: 'Reports what the page measured on its phone.',
});
