/** What is asked for again, by address: pages that come at the same time share it. */
const mends = new Map<string, Promise<void>>();

/**
 * Waits for styles that have not come, asking for them again: the loader of lazy pages asks for each only once, and shows a
 * page without those that were lost when it was fetched ahead. Rejects where one stays away.
 * @param page whose styles: those that only other pages want may stay away
 */
export async function mendStyles(page: string): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const wanted = stylesOf(page);
  await Promise.all(links.filter((link) => wanted.includes(nameOf(link)) && !hasCome(link)).map(mend));
}

const nameOf = ({ href }: HTMLLinkElement): string => href.replace(/^.*\//, '');

/** Names of the sheets that a page wants, as the build wrote them beside the early script; none while one develops. */
function stylesOf(page: string): readonly string[] {
  const all = document.querySelector<HTMLElement>('script[data-styles]')?.dataset['styles']?.split(' ') ?? [];
  return (
    all
      .find((entry) => entry.startsWith(`${page}=`))
      ?.slice(page.length + 1)
      .split(',') ?? []
  );
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
