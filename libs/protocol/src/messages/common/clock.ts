import { z } from 'zod';
import { clockReading } from '../../schemas/objects.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const clockRead = defineMessage({
  name: 'clock:read',
  schema: z.strictObject({}),
  answer: wireType<{ readonly at: number }>('{ at: number }'),
  role: 'anyone',
  about: "Reads the server's clock, ms since 1970.",
});

export const clockReport = defineMessage({
  name: 'clock:report',
  schema: z.strictObject(clockReading),
  answer: null,
  role: 'anyone',
  about: 'Reports the measured clock offset and round trip.',
});
