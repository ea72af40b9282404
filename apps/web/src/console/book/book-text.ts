import { texts } from '../texts/console-texts';

/** Longest name of a book and title of an event, characters. */
export const MAX_BOOK_NAME = 40;
export const MAX_TITLE = 60;

/** What happens to the connected phones when the event ends. */
export function connectedPhonesText(wands: number): string {
  const { noPhones, phones } = texts().book.next;
  return wands === 0 ? noPhones : phones(wands);
}
