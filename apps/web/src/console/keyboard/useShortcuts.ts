import { inject, onBeforeUnmount, onMounted, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { readKey, type KeyAction, type Prefix } from './shortcuts';

const STORED = 'wandcast-single-keys';

export interface Keys {
  /** Single keys may be turned off: whoever speaks to their computer types by accident. */
  readonly on: Readonly<ShallowRef<boolean>>;
  turn: (on: boolean) => void;
}

type Listeners = Map<KeyAction, Set<() => void>>;
const heardKeys: InjectionKey<Listeners> = Symbol('keys');

/** Hears the console's single keys, wherever nobody is typing and no dialog is open, for whatever is below. */
export function useKeys(act: (action: KeyAction) => void): Keys {
  const on = shallowRef(singleKeysAreOn());
  const listeners: Listeners = new Map();
  provide(heardKeys, listeners);
  let prefix: Prefix = null;

  function hear(event: KeyboardEvent): void {
    if (!on.value || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event.target))
      return;
    const read = readKey(prefix, event.key, event.timeStamp);
    ({ prefix } = read);
    if (read.action === undefined || (read.action === 'next' && isPressable(event.target))) return;
    event.preventDefault();
    act(read.action);
    for (const listener of listeners.get(read.action) ?? []) listener();
  }
  onMounted(() => {
    document.addEventListener('keydown', hear);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('keydown', hear);
  });
  return {
    on,
    turn: (next) => {
      on.value = next;
      try {
        localStorage.setItem(STORED, next ? 'on' : 'off');
      } catch {
        // a browser that forbids storage forgets the choice, nothing more
      }
    },
  };
}

/** Does `act` when the key for `action` is pressed, for as long as the component lives. */
export function onKey(action: KeyAction, act: () => void): void {
  const listeners = inject(heardKeys, undefined);
  if (listeners === undefined) return;
  const mine = listeners.get(action) ?? new Set();
  listeners.set(action, mine.add(act));
  onBeforeUnmount(() => {
    mine.delete(act);
  });
}

/** Whether the space bar presses what has the focus, as it presses every button. */
export function isPressable(target: EventTarget | null): boolean {
  const pressable = 'button, a[href], summary, input, label, [role="button"], [role="slider"]';
  return target instanceof Element && target.closest(pressable) !== null;
}

/** Whether the keys belong to something else: a field one types in, or a dialog. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button', 'file'].includes(target.type);
}

/** As it was last turned, in whichever tab. */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}
