/** What is asked for again, by address: pages that come at the same time share it. */
const mends = new Map<string, Promise<void>>();

/**
 * Waits for styles that have not come, asking for them again: the loader of lazy pages asks for each only once, and shows a
 * page without those that were lost when it was fetched ahead. Rejects where one stays away.
 * @param page whose styles: those of pages that are not shown may stay away
 */
export async function mendStyles(page: string): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  await Promise.all(links.filter((link) => isFor(page, link) && !hasCome(link)).map(mend));
}

/** A sheet bears the name of the page that it is of; any other is shared. */
function isFor(page: string, { href }: HTMLLinkElement): boolean {
  const owner = /\/(\w+Page)-[^/]+$/.exec(href)?.[1];
  return owner === undefined || owner === page;
}

function mend(link: HTMLLinkElement): Promise<void> {
  const under = mends.get(link.href);
  if (under !== undefined) return under;
  const mended = fetchAgain(link).finally(() => mends.delete(link.href));
  mends.set(link.href, mended);
  return mended;
}

/** A style sheet that was lost is there all the same: empty, or one that cannot be read. */
function hasCome({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

function fetchAgain(link: HTMLLinkElement): Promise<void> {
  const fresh = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    fresh.addEventListener('load', () => {
      link.remove();
      resolve();
    });
    fresh.addEventListener('error', () => {
      fresh.remove();
      reject(new Error(`${fresh.href} did not come`));
    });
    link.after(fresh);
  });
}
