/** A length of time as a clock shows it: "4:12", "1:05:00". Begun seconds do not count. @param ms 0 or more */
export function clockWords(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The same for what is left: a begun second is still to come, and 0:00 is the end. */
export function leftWords(ms: number): string {
  return clockWords(1_000 * Math.ceil(ms / 1_000));
}

/** Seconds that someone typed: "90", "1:30"; null for nothing, which leaves it open; undefined for what is no time. */
export function secondsOf(text: string): number | null | undefined {
  const tidy = text.trim();
  if (tidy === '') return null;
  const match = /^(?:(\d{1,3}):)?(\d{1,4})$/.exec(tidy);
  if (match === null) return undefined;
  const [, minutes, seconds] = match;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  return 60 * Number(minutes ?? 0) + Number(seconds);
}
