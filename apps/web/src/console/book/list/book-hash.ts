/** The book that the page shows, from a URL hash such as `#book?open=ID`; undefined for the book in use. */
export function openedBookOf(hash: string): string | undefined {
  const id = new URLSearchParams(hash.split('?')[1] ?? '').get('open') ?? '';
  return id === '' ? undefined : id;
}

/** The URL hash that shows a book. @param bookId undefined for the book in use */
export function bookHash(bookId: string | undefined): string {
  return bookId === undefined ? '#book' : `#book?open=${bookId}`;
}
