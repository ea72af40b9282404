/** `newer`: the server gives another page than this one; `nothing`: it gives none, or is not there. */
export type PageThere = 'same' | 'newer' | 'nothing';

/** How long the server may take to say which page it has, ms. */
const PATIENCE_MS = 5_000;

/**
 * The script of a page, as its text names it. The name is made of all that the script can load, so a newer page has
 * another. The early script, which is `async`, knows of nothing.
 */
export function scriptIn(html: string): string | undefined {
  for (const [tag] of html.matchAll(/<script [^>]*type="module"[^>]*>/g))
    if (!/ async[ =>]/.test(tag)) return / src="([^"]+)"/.exec(tag)?.[1];
  return undefined;
}

/** The script of this page. */
export function ownScript(): string | undefined {
  return document.querySelector('script[type="module"]:not([async])')?.getAttribute('src') ?? undefined;
}

/** Which page the server would give now. Never throws. */
export async function pageThere(own = ownScript(), fetcher: typeof fetch = fetch): Promise<PageThere> {
  try {
    const response = await fetcher('/', { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) });
    const script = response.ok ? scriptIn(await response.text()) : undefined;
    if (script === undefined) return 'nothing';
    return script === own ? 'same' : 'newer';
  } catch {
    return 'nothing';
  }
}
