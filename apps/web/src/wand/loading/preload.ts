import type { PreloadedJoinInfo } from './preloaded-join-info';

/*
 * The first script of the page. It imports nothing, and starts the slowest requests while the page's code loads: the join
 * info for a new participant, the room's code for a returning one, and the texts of another language. If it guesses wrong,
 * the page makes the request itself. `preload-script.ts` adds it to the page.
 */
{
  const query = new URLSearchParams(location.search);
  const code = (query.get('code') ?? '').replace(/[\s-]/g, '').toUpperCase();
  const isKnown = window.isSecureContext && stored(`wandcast:room:${code}`) !== null;
  const light = stored('wandcast:light'); // as theme.ts will apply it, before the page appears
  if (light === 'day' || light === 'night')
    document.documentElement.dataset['theme'] = light === 'day' ? 'vellum' : 'night';
  const { room = '', locales = '' } = document.querySelector<HTMLElement>('script[data-room]')?.dataset ?? {};
  if (code !== '' && isKnown) preload(room.split(' '));
  const hasAsked = 'wandcastJoinInfo' in window; // the page's own code ran first
  if (code !== '' && !isKnown && !hasAsked) {
    const url = `/api/events/${encodeURIComponent(code)}`;
    const early: PreloadedJoinInfo = { url, response: fetchWhole(url) };
    early.response.catch(() => undefined); // handled by the page
    window.wandcastJoinInfo = early;
  }
  preload(textsOf([query.get('lang'), stored('wandcast:language'), ...navigator.languages]));

  // By now everything has loaded or failed. A page that started has removed this text.
  addEventListener('load', () => document.querySelector('#lost')?.removeAttribute('hidden'));

  /** Also reads the body, which would be lost if the request timed out before the page's own code ran. */
  async function fetchWhole(url: string): Promise<Response> {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return new Response(await response.text(), { status: response.status });
  }

  function stored(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  /** Text files of the first available preferred language; empty for English, which ships with the page. */
  function textsOf(preferences: readonly (string | null)[]): string[] {
    const files = new Map([['en', ''], ...locales.split(' ').map((entry) => entry.split('=') as [string, string])]);
    const tags = preferences.map((tag) => (tag ?? '').toLowerCase().split('-')[0] ?? '');
    return files.get(tags.find((tag) => tag !== '' && files.has(tag)) ?? 'en')?.split(',') ?? [];
  }

  function preload(files: readonly string[]): void {
    for (const href of files.filter((file) => file !== '')) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'modulepreload', href });
      document.head.append(link);
    }
  }
}
