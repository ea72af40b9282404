import { readonly, shallowRef } from 'vue';

const words = shallowRef('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long the region is empty before it speaks, ms: emptied and filled in one breath, a repeat is no change. */
const BREATH_MS = 40;

/** What the page's one live region says. */
export const announcement = readonly(words);

/** Says `text` to whoever cannot see the screen: starts, results and changes of the connection, nothing else. */
export function announce(text: string): void {
  words.value = '';
  clearTimeout(timer);
  timer = setTimeout(() => (words.value = text), BREATH_MS);
}
