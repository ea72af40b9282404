import { readonly, shallowRef } from 'vue';

const words = shallowRef('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long the region stays empty before a text, ms: otherwise repeating a text is no change. */
const BREATH_MS = 40;

/** The text of the page's only live region. */
export const announcement = readonly(words);

/** Announces `text` to screen readers: only starts, results and connection changes. */
export function announce(text: string): void {
  words.value = '';
  clearTimeout(timer);
  timer = setTimeout(() => (words.value = text), BREATH_MS);
}
