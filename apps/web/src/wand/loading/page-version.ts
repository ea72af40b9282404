/** `newer`: the server has another version of the page; `nothing`: no valid page, or no answer. */
export type PageVersion = 'same' | 'newer' | 'nothing';

/** Request timeout, ms. */
const TIMEOUT_MS = 5_000;

/**
 * The URL of a page's main script. Its hash depends on everything it can load, so that it identifies the version. The
 * preload script, which is `async`, is ignored.
 */
export function mainScriptOf(html: string): string | undefined {
  for (const [tag] of html.matchAll(/<script [^>]*type="module"[^>]*>/g))
    if (!/ async[ =>]/.test(tag)) return / src="([^"]+)"/.exec(tag)?.[1];
  return undefined;
}

/** The URL of the main script of this page. */
export function ownMainScript(): string | undefined {
  return document.querySelector('script[type="module"]:not([async])')?.getAttribute('src') ?? undefined;
}

/** Compares this page with the server's current one. Never rejects. */
export async function checkPageVersion(own = ownMainScript(), fetcher: typeof fetch = fetch): Promise<PageVersion> {
  try {
    const response = await fetcher('/', { cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const script = response.ok ? mainScriptOf(await response.text()) : undefined;
    if (script === undefined) return 'nothing';
    return script === own ? 'same' : 'newer';
  } catch {
    return 'nothing';
  }
}
