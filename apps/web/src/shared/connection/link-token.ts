/** The token in a page's query string, as in `/stage?token=…`; undefined if there is none. */
export function tokenOf(search: string): string | undefined {
  const token = new URLSearchParams(search).get('token');
  return token === null || token === '' ? undefined : token;
}
