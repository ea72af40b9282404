import { readonly, shallowRef } from 'vue';

const current = shallowRef('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long the region is empty before a text, ms. Without a change, screen readers would ignore a repeated text. */
const GAP_MS = 40;

/** The text of the page's only live region. */
export const announcement = readonly(current);

/** Announces `text` to screen readers. A later call replaces an announcement that was not read yet. */
export function announce(text: string): void {
  current.value = '';
  clearTimeout(timer);
  timer = setTimeout(() => (current.value = text), GAP_MS);
}
