/** Undefined on insecure pages, contrary to its TypeScript type. */
const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;

/** Copies `text` to the clipboard. @returns false if the browser did not allow it */
export async function copyText(text: string): Promise<boolean> {
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // not allowed: try the deprecated command
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way on an insecure page
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
