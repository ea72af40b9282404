import type { PreflightWelcome } from '../domain/preflight.js';
import { defineEvent, wireType } from '../definition/define-message.js';

export const preflightEvents = {
  'preflight:welcomed': defineEvent(
    wireType<PreflightWelcome>('PreflightWelcome'),
    'How the page reached the server, and whether it may report.',
  ),
} as const;
