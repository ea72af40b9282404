import { inject, onBeforeUnmount, onMounted, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { forgetFocus } from '../../shared/components/remember-focus';
import { readKey, type KeyAction, type Prefix } from './shortcuts';

const STORED = 'wandcast-single-keys';

export interface Shortcuts {
  /** Whether single keys are shortcuts. Users of voice input disable them, because it types by accident. */
  readonly enabled: Readonly<ShallowRef<boolean>>;
  setEnabled: (enabled: boolean) => void;
}

/** A control that the keyboard has pressed may be disabled for so long, ms, and a second press is still meant for it. */
const PRESS_MS = 1_000;

type Listeners = Map<KeyAction, Set<() => void>>;
const listenersKey: InjectionKey<Listeners> = Symbol('keys');

/** Handles the shortcuts of all descendant components, unless the user is typing or a dialog is open. */
export function useShortcuts(act: (action: KeyAction) => void): Shortcuts {
  const enabled = shallowRef(shortcutsEnabled());
  const listeners: Listeners = new Map();
  provide(listenersKey, listeners);
  let prefix: Prefix = null;
  /** The control that the keyboard pressed last, and when. */
  let pressed: Element | undefined;
  let pressedAt = -Infinity;

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      leaveControl(event);
      forgetFocus();
      pressed = undefined;
    }
    const isOfPressed =
      event.target === document.body &&
      event.timeStamp - pressedAt < PRESS_MS &&
      pressed?.matches(':disabled') === true;
    if ([' ', 'Enter'].includes(event.key) && isPressable(event.target))
      [pressed, pressedAt] = [event.target as Element, event.timeStamp];
    if (
      !enabled.value ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat ||
      isTypingTarget(event.target)
    )
      return;
    const read = readKey(prefix, event.key, event.timeStamp);
    ({ prefix } = read);
    if (read.action === 'next' && isOfPressed) event.preventDefault(); // which would scroll
    if (read.action === undefined || (read.action === 'next' && (isPressable(event.target) || isOfPressed))) return;
    event.preventDefault();
    act(read.action);
    for (const listener of listeners.get(read.action) ?? []) listener();
  }
  onMounted(() => {
    document.addEventListener('keydown', handleKey);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('keydown', handleKey);
  });
  return {
    enabled,
    setEnabled: (next) => {
      enabled.value = next;
      try {
        localStorage.setItem(STORED, next ? 'on' : 'off');
      } catch {
        // storage is blocked: the choice lasts until a reload
      }
    },
  };
}

/** Calls `act` when the key for `action` is pressed, until the component unmounts. */
export function onShortcut(action: KeyAction, act: () => void): void {
  const listeners = inject(listenersKey, undefined);
  if (listeners === undefined) return;
  const mine = listeners.get(action) ?? new Set();
  listeners.set(action, mine.add(act));
  onBeforeUnmount(() => {
    mine.delete(act);
  });
}

/** Moves the focus out of a control, so that the space bar goes to the next step again. */
function leaveControl({ target, defaultPrevented }: KeyboardEvent): void {
  if (defaultPrevented || document.querySelector('dialog[open]') !== null || !(target instanceof HTMLElement)) return;
  if (isPressable(target) || isTypingTarget(target)) target.blur();
}

/** Whether the space bar activates the focused element. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a[href], summary, input, label, [role="button"], [role="slider"]') !== null
  );
}

/** Whether keys belong to a text field or a dialog. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button', 'file'].includes(target.type);
}

/** The stored choice, shared by all tabs. */
export function shortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}
