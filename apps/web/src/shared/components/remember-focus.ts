import { nextTick } from 'vue';

/** How often somebody has left a control on purpose. */
let timesLeft = 0;

/**
 * Remembers the control that the keyboard uses, which a request that has just begun may disable: it then loses the focus.
 * @returns gives the focus back, unless it is somewhere else by then, or was left on purpose
 */
export function rememberFocus(): () => void {
  const focused = typeof document === 'undefined' ? null : document.activeElement;
  if (!(focused?.matches(':focus-visible') ?? false)) return () => undefined;
  const leftBefore = timesLeft;
  let wasDisabled = false;
  void nextTick(() => (wasDisabled = focused?.matches(':disabled') ?? false));
  return () => {
    const isFree = wasDisabled && timesLeft === leftBefore && document.activeElement === document.body;
    if (isFree) (focused as HTMLElement).focus();
  };
}

/** Called when somebody leaves a control with a key, although it may have lost the focus. */
export function forgetFocus(): void {
  timesLeft++;
}
