import type { FailureCode } from '@wandcast/protocol';

/** A heading over a failure's own sentence. */
export function failureTitle(code: FailureCode): string {
  if (code === 'event-unknown') return 'No such room';
  if (code === 'event-over') return 'This evening is over';
  if (code === 'event-locked') return 'The door is closed';
  if (code === 'event-full') return 'The room is full';
  if (code === 'participant-banned') return 'Not this room';
  if (code === 'protocol-mismatch') return 'An older page';
  if (code === 'unauthorised') return 'Not your wand';
  return 'No answer from the room';
}
