import type { Locator, Page } from 'playwright-core';

/** More stops than any page has. */
const MAX_STOPS = 300;

/** Uses a page without a mouse: everything happens at the focus. */
export interface Keyboard {
  /** Presses keys one after another, as in `g` and `b`. */
  press: (...keys: string[]) => Promise<void>;
  /** Moves the focus with Tab, or with Shift and Tab, to an enabled element. @throws Error if it cannot be reached */
  focus: (element: Locator) => Promise<void>;
  /** Moves the focus to a button or a link and presses it. */
  act: (element: Locator, key?: 'Enter' | 'Space') => Promise<void>;
  /** Replaces the text of a field. */
  type: (field: Locator, text: string) => Promise<void>;
  /** Chooses an option of a list by typing its text. */
  choose: (list: Locator, option: string) => Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  const isFocused = (element: Locator): Promise<boolean> =>
    element.evaluate((one) => one === document.activeElement).catch(() => false);
  const keyboard: Keyboard = {
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async focus(element) {
      await element.and(page.locator(':enabled, a, summary, [tabindex]')).waitFor();
      for (let stop = 0; stop < MAX_STOPS; stop++) {
        if (await isFocused(element)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${String(element)}`);
    },
    async act(element, key = 'Enter') {
      await keyboard.focus(element);
      await page.keyboard.press(key);
    },
    async type(field, text) {
      await keyboard.focus(field);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    async choose(list, option) {
      await keyboard.focus(list);
      await page.keyboard.type(option);
    },
  };
  return keyboard;
}
