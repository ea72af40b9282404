import type { PreflightWelcome } from '../domain/preflight.js';
import { defineEvent, shape } from '../definition/define-message.js';

export const preflightEvents = {
  'preflight:welcomed': defineEvent(
    shape<PreflightWelcome>('PreflightWelcome'),
    'How the page reached the server, and whether it may report.',
  ),
} as const;
