import type { FailureCode } from '@wandcast/protocol';
import { failureSentence } from '../failures';

const titles: Partial<Record<FailureCode, string>> = {
  'event-unknown': 'No such room',
  'event-over': 'This event is over',
  'event-locked': 'The door is closed',
  'event-full': 'The room is full',
  'participant-banned': 'Not this room',
  'protocol-mismatch': 'This page is outdated',
  unauthorized: 'Not your wand',
};

/** Why a request was refused, and what can be done about it. */
export const failures = {
  title: (code: FailureCode) => titles[code] ?? 'No answer from the room',
  sentence: failureSentence,
  kept: 'Your casts are kept. If you want them deleted, ask the speaker.',
  code: (code: string) => `Code ${code}`,
  reload: 'Reload the page',
  retry: 'Try again',
  otherCode: 'Enter another code',
};
