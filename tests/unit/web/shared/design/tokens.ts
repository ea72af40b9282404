import { readFileSync } from 'node:fs';
import path from 'node:path';

const css = readFileSync(
  path.join(import.meta.dirname, '../../../../../apps/web/src/shared/design/tokens.css'),
  'utf8',
);

/** The default tokens, and those for more contrast. */
export const [plain = '', more = ''] = css.split('(prefers-contrast: more)');

export type Theme = 'night' | 'vellum';
export type Tokens = Readonly<Record<string, string>>;

/** The colors of a theme in the style sheet. */
export function tokensOf(theme: Theme, of = plain): Tokens {
  const pairs = of.matchAll(/--([\w-]+): var\(--night, (#[0-9a-f]{6})\) var\(--vellum, (#[0-9a-f]{6})\);/g);
  return Object.fromEntries(
    [...pairs].map(([, name = '', night = '', vellum = '']) => [name, theme === 'night' ? night : vellum]),
  );
}
