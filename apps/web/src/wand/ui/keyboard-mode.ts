import { readonly, shallowRef } from 'vue';

const driven = shallowRef(false);
const seen = shallowRef(false);

/** Whether the last interaction came from a keyboard or assistive technology. */
export const isKeyboardDriven = readonly(driven);
/** Whether a keyboard was used since the page opened. */
export const isKeyboardSeen = readonly(seen);

/** Keys that do not indicate a keyboard: modifiers used with the mouse wheel, and hardware buttons of phones. */
const ALONE = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'Unidentified']);

function noteKey({ key, target }: KeyboardEvent): void {
  if (ALONE.has(key) || (target instanceof Element && target.matches('input, textarea, select'))) return; // text input may come from an on-screen keyboard
  driven.value = true;
  seen.value = true;
}
/** A click with `detail` 0 comes from no pointer. */
function noteClick({ detail }: MouseEvent): void {
  if (detail === 0) driven.value = true;
}
function notePointer(): void {
  driven.value = false;
}

/** Starts tracking keyboard and pointer use. */
export function watchKeyboard(): void {
  window.addEventListener('keydown', noteKey, true);
  window.addEventListener('click', noteClick, true);
  window.addEventListener('pointerdown', notePointer, true);
}
