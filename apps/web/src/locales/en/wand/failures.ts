import type { Failure, FailureCode } from '@wandcast/protocol';

const titles: Partial<Record<FailureCode, string>> = {
  'event-unknown': 'No such room',
  'event-over': 'This evening is over',
  'event-locked': 'The door is closed',
  'event-full': 'The room is full',
  'participant-banned': 'Not this room',
  'protocol-mismatch': 'An older page',
  unauthorized: 'Not your wand',
};

/** Why something was refused, and what can be done about it. */
export const failures = {
  title: (code: FailureCode) => titles[code] ?? 'No answer from the room',
  /** The catalog's own: English is what it is written in. */
  sentence: ({ message }: Failure) => message,
  kept: 'What you cast is kept. If you want it deleted, ask the speaker.',
  code: (code: string) => `Code ${code}`,
  reload: 'Reload the page',
  knock: 'Knock again',
  otherCode: 'Type another code',
};
