import type { ConsoleParticipant } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Round trips of this duration are noticeable, ms. */
export const SLOW_MS = 500;

/** Status of a participant; empty if nothing is unusual. */
export function statusText({
  connected,
  hidden,
  removed,
}: Pick<ConsoleParticipant, 'connected' | 'hidden' | 'removed'>): string {
  const { removals, hidden: hiddenText, away } = texts().run.participants;
  const parts = [removals[removed], hidden ? hiddenText : '', connected || removed !== 'no' ? '' : away];
  return parts.filter((one) => one !== '').join(', ');
}

export function roundTripText(ms: number | null): string {
  if (ms === null) return '–';
  const time = texts().format.milliseconds(Math.round(ms));
  return ms >= SLOW_MS ? texts().run.participants.slow(time) : time;
}

/** The entered name if another one is shown; empty otherwise. */
export function enteredNameText({ enteredName, flagged }: Pick<ConsoleParticipant, 'enteredName' | 'flagged'>): string {
  if (enteredName === null) return '';
  const { flagged: flaggedAs, signed: signedAs } = texts().run.participants;
  return flagged ? flaggedAs(enteredName) : signedAs(enteredName);
}
