import type { EarlyDoor } from './join/preloaded-join-info';

/*
 * The first script of the page, which imports nothing: it begins what takes a slow network longest while the page's own code
 * is on its way. A newcomer's door is knocked at; for whoever is known, the room's code is asked for; for whoever reads
 * German, its texts. Where it guesses wrong, the page asks by itself. `early-script.ts` puts it into the page.
 */
{
  const asked = new URLSearchParams(location.search);
  const code = (asked.get('code') ?? '').replace(/[\s-]/g, '').toUpperCase();
  const isKnown = window.isSecureContext && kept(`wandcast:room:${code}`) !== null;
  const light = kept('wandcast:light'); // as theme.ts will set it: the page before the page has it too
  if (light === 'day' || light === 'night')
    document.documentElement.dataset['theme'] = light === 'day' ? 'vellum' : 'night';
  if (code !== '' && isKnown) fetchAhead('room');
  const hasAsked = 'wandcastDoor' in window; // the page's own code, where it came first
  if (code !== '' && !isKnown && !hasAsked) {
    const address = `/api/events/${encodeURIComponent(code)}`;
    const early: EarlyDoor = { address, response: askWhole(address) };
    early.response.catch(() => undefined); // whoever takes it hears of it
    window.wandcastDoor = early;
  }
  if ((asked.get('lang') ?? kept('wandcast:language') ?? navigator.language).startsWith('de')) fetchAhead('de');

  // All has come or is lost: a page that began has taken these words away.
  addEventListener('load', () => document.querySelector('#lost')?.removeAttribute('hidden'));

  /** With its text, which else would be lost when the time for the answer ends before the page's own code has come. */
  async function askWhole(address: string): Promise<Response> {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    return new Response(await response.text(), { status: response.status });
  }

  function kept(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  /** @param what as the script's own element names it: files, parted by blanks */
  function fetchAhead(what: 'room' | 'de'): void {
    const files = document.querySelector<HTMLElement>('script[data-room]')?.dataset[what] ?? '';
    for (const href of files.split(' ').filter((file) => file !== '')) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'modulepreload', href });
      document.head.append(link);
    }
  }
}
