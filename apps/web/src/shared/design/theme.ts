import { readonly, shallowRef } from 'vue';
import { pageStorage } from '../storage/local-storage';

/** Which light a page is read in: the phone's own choice, or one made here. */
export const themes = ['system', 'night', 'day'] as const;
export type Theme = (typeof themes)[number];

const STORED = 'wandcast:light';

/** What of the reader's system changes the tokens. */
const MOODS = ['(prefers-color-scheme: light)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

const chosen = shallowRef<Theme>('system');
/** What is chosen. */
export const theme = readonly(chosen);

const turns = shallowRef(0);
/** Counts theme changes: canvases that use tokens redraw on it. */
export const lightTurns = readonly(turns);

/**
 * Takes up what was chosen here before and follows the phone from then on. Without a choice <html> has no theme of its
 * own, so that the style sheet alone decides, before any script has come.
 */
export function startTheme(): void {
  apply(stored());
  for (const mood of MOODS)
    matchMedia(mood).addEventListener('change', () => {
      apply(chosen.value);
    });
}

/** Changes the light, and keeps it for the next time as far as the browser lets us. */
export function chooseTheme(next: Theme): void {
  try {
    pageStorage().setItem(STORED, next);
  } catch {
    // a full or forbidden storage: the choice holds until the page closes
  }
  apply(next);
}

function apply(next: Theme): void {
  const root = document.documentElement;
  if (next === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = next === 'day' ? 'vellum' : 'night';
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim();
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground;
  chosen.value = next;
  turns.value++;
}

function stored(): Theme {
  try {
    const value = pageStorage().getItem(STORED);
    return themes.find((one) => one === value) ?? 'system';
  } catch {
    return 'system';
  }
}
