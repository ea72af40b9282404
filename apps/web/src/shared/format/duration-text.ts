/** A duration as on a clock, rounded down to seconds: "4:12", "1:05:00". @param ms 0 or more */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** Remaining time as on a clock, rounded up to seconds, so that 0:00 is the end. @param ms 0 or more */
export function remainingTimeText(ms: number): string {
  return durationText(1_000 * Math.ceil(ms / 1_000));
}

/** Parses a duration such as "90" or "1:30" to seconds; null if empty (open-ended), undefined if invalid. */
export function parseDuration(text: string): number | null | undefined {
  const tidy = text.trim();
  if (tidy === '') return null;
  const match = /^(?:(\d{1,3}):)?(\d{1,4})$/.exec(tidy);
  if (match === null) return undefined;
  const [, minutes, seconds] = match;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  return 60 * Number(minutes ?? 0) + Number(seconds);
}
