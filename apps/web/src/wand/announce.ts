import { readonly, shallowRef } from 'vue';

const words = shallowRef('');

/** What the page's one live region says. */
export const announcement = readonly(words);

/** Says `text` to whoever cannot see the screen: starts, results and changes of the connection, nothing else. */
export function announce(text: string): void {
  words.value = text;
}
