import { readonly, shallowRef } from 'vue';

const driven = shallowRef(false);
const seen = shallowRef(false);

/** Whether the last interaction came from a keyboard or assistive technology. */
export const isKeyboardDriven = readonly(driven);
/** Whether a keyboard was used since the page opened. */
export const isKeyboardSeen = readonly(seen);

/** Keys that do not indicate a keyboard: modifiers used with the mouse wheel, and hardware buttons of phones. */
const IGNORED_KEYS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'Unidentified']);

function onKey({ key, target }: KeyboardEvent): void {
  // Text input may come from an on-screen keyboard.
  if (IGNORED_KEYS.has(key) || (target instanceof Element && target.matches('input, textarea, select'))) return;
  driven.value = true;
  seen.value = true;
}
/** A click with `detail` 0 did not come from a pointer. */
function onClick({ detail }: MouseEvent): void {
  if (detail === 0) driven.value = true;
}
function onPointer(): void {
  driven.value = false;
}

/** Starts tracking keyboard and pointer use. */
export function trackKeyboard(): void {
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('click', onClick, true);
  window.addEventListener('pointerdown', onPointer, true);
}
