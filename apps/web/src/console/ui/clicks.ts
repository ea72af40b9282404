/**
 * Acts unless this is the second click of a double click, which would confirm what the first one asked, or hit what took
 * its place.
 */
export function unlessDoubled({ detail }: MouseEvent, act: () => void): void {
  if (detail <= 1) act();
}

/** Takes the focus from a button that the mouse has pressed: Enter and Space are for the page again. */
export function leaveClicked({ detail, target }: MouseEvent): void {
  if (detail > 0 && target instanceof Element) target.closest('button')?.blur();
}
