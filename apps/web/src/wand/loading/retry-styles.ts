/** Retries in progress by URL, shared by pages that load at the same time. */
const retries = new Map<string, Promise<void>>();

/**
 * Loads the style sheets of a lazy page again if they failed. Vite requests each only once, and would show a page
 * without those that failed while preloading. Rejects if one fails again.
 * @param page only its style sheets are retried
 */
export async function retryStyles(page: string): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const wanted = stylesOf(page);
  await Promise.all(links.filter((link) => wanted.includes(nameOf(link)) && !hasLoaded(link)).map(retry));
}

const nameOf = ({ href }: HTMLLinkElement): string => href.replace(/^.*\//, '');

/** File names of a page's style sheets, from the attributes of the preload script; empty in development. */
function stylesOf(page: string): readonly string[] {
  const all = document.querySelector<HTMLElement>('script[data-styles]')?.dataset['styles']?.split(' ') ?? [];
  return (
    all
      .find((entry) => entry.startsWith(`${page}=`))
      ?.slice(page.length + 1)
      .split(',') ?? []
  );
}

function retry(link: HTMLLinkElement): Promise<void> {
  const pending = retries.get(link.href);
  if (pending !== undefined) return pending;
  const retried = reload(link).finally(() => retries.delete(link.href));
  retries.set(link.href, retried);
  return retried;
}

/** Whether a style sheet loaded. A failed one has no rules or cannot be read. */
function hasLoaded({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

function reload(link: HTMLLinkElement): Promise<void> {
  const fresh = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    fresh.addEventListener('load', () => {
      link.remove();
      resolve();
    });
    fresh.addEventListener('error', () => {
      fresh.remove();
      reject(new Error(`${fresh.href} failed to load`));
    });
    link.after(fresh);
  });
}
