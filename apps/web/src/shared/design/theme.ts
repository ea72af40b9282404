import { readonly, shallowRef } from 'vue';
import { pageStorage } from '../storage/local-storage';

/** Color themes. `system` follows the device. */
export const themes = ['system', 'night', 'day'] as const;
export type Theme = (typeof themes)[number];

const STORAGE_KEY = 'wandcast:light';
let storageKey = STORAGE_KEY;
let fallback: Theme = 'system';

/** Media queries that affect the design tokens. */
const MEDIA_QUERIES = ['(prefers-color-scheme: light)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

const chosen = shallowRef<Theme>('system');
/** The chosen theme. */
export const theme = readonly(chosen);

const changes = shallowRef(0);
/** Counts theme changes, so that canvases redraw with the new tokens. */
export const themeChanges = readonly(changes);

/**
 * Applies the stored theme, and follows changes of the system from then on. For `system`, <html> has no theme attribute, so
 * that the style sheet decides even before scripts have loaded.
 * @param page a page that has a theme of its own, and its theme before one was chosen
 */
export function startTheme(page?: { readonly name: string; readonly fallback: Theme }): void {
  if (page !== undefined) [storageKey, fallback] = [`${STORAGE_KEY}:${page.name}`, page.fallback];
  apply(stored());
  for (const query of MEDIA_QUERIES)
    matchMedia(query).addEventListener('change', () => {
      apply(chosen.value);
    });
}

/** Changes the theme, and stores the choice if the browser allows it. */
export function chooseTheme(next: Theme): void {
  pageStorage().setItem(storageKey, next);
  apply(next);
}

function apply(next: Theme): void {
  const root = document.documentElement;
  if (next === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = next === 'day' ? 'vellum' : 'night';
  chosen.value = next;
  changes.value++;
  requestAnimationFrame(colorBrowserBar); // computing a style now would delay the start of the page
}

function colorBrowserBar(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground;
}

function stored(): Theme {
  const value = pageStorage().getItem(storageKey);
  return themes.find((known) => known === value) ?? fallback;
}
