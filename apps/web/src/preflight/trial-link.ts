/** The trial that the page's link belongs to; undefined if the page is the preflight. @param search of the URL */
export function trialIdOf(search: string): string | undefined {
  const id = new URLSearchParams(search).get('trial') ?? '';
  return /^[\w-]{16,64}$/.test(id) ? id : undefined;
}
