import { texts } from '../../texts/console-texts';

/** Longest name of a book and title of an event, characters. */
export const MAX_BOOK_NAME = 40;
export const MAX_TITLE = 60;

/** An unused name for a copy of a book. @param taken names of the other books */
export function duplicateName(name: string, taken: readonly string[]): string {
  const isTaken = new Set(taken.map((one) => one.toLowerCase()));
  for (let n = 1; ; n++) {
    const whole = texts().book.copyName(name, n);
    const room = MAX_BOOK_NAME - (whole.length - name.length);
    const copy = texts().book.copyName(name.slice(0, room).trim(), n);
    if (!isTaken.has(copy.toLowerCase())) return copy;
  }
}

/** What happens to the connected phones when the event ends. */
export function connectedPhonesText(wands: number): string {
  const { noPhones, phones } = texts().book.next;
  return wands === 0 ? noPhones : phones(wands);
}
