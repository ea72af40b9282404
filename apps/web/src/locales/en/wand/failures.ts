import type { Failure, FailureCode } from '@wandcast/protocol';

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
  /** The failure's own message, which is in English. */
  sentence: ({ message }: Failure) => message,
  kept: 'Your casts are kept. If you want them deleted, ask the speaker.',
  code: (code: string) => `Code ${code}`,
  reload: 'Reload the page',
  knock: 'Try again',
  otherCode: 'Enter another code',
};
