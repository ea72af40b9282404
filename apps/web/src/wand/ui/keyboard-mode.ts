import { readonly, shallowRef } from 'vue';

const driven = shallowRef(false);
const seen = shallowRef(false);

/** Whether the page is used without pointing just now: by a keyboard, or by what speaks its controls. */
export const isKeyboardDriven = readonly(driven);
/** Whether a keyboard was used since the page was opened. */
export const isKeyboardSeen = readonly(seen);

/** Of these alone nobody is at a keyboard: they come with wheels, and with phones' own buttons. */
const ALONE = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'Unidentified']);

function noteKey({ key, target }: KeyboardEvent): void {
  if (ALONE.has(key) || (target instanceof Element && target.matches('input, textarea, select'))) return; // typing a name needs no keyboard
  driven.value = true;
  seen.value = true;
}
/** No pointer makes clicks that count none. */
function noteClick({ detail }: MouseEvent): void {
  if (detail === 0) driven.value = true;
}
function notePointer(): void {
  driven.value = false;
}

/** Takes note of how the page is used, from here on. */
export function watchKeyboard(): void {
  window.addEventListener('keydown', noteKey, true);
  window.addEventListener('click', noteClick, true);
  window.addEventListener('pointerdown', notePointer, true);
}
