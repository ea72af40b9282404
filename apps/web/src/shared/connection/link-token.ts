/** The token of a page's own link, as in `/stage?token=…`; undefined where the link came without. */
export function tokenOf(search: string): string | undefined {
  const token = new URLSearchParams(search).get('token');
  return token === null || token === '' ? undefined : token;
}
