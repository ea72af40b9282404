import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(
  path.join(import.meta.dirname, '../../../../../apps/web/src/shared/design/tokens.css'),
  'utf8',
);

/** For everyone, and for whoever asks for more contrast. */
const [plain = '', more = ''] = css.split('(prefers-contrast: more)');

type Theme = 'night' | 'vellum';
type Tokens = Readonly<Record<string, string>>;

/** The colors of a theme, as the style sheet has them. */
function tokensOf(theme: Theme, of = plain): Tokens {
  const pairs = of.matchAll(/--([\w-]+): var\(--night, (#[0-9a-f]{6})\) var\(--vellum, (#[0-9a-f]{6})\);/g);
  return Object.fromEntries(
    [...pairs].map(([, name = '', night = '', vellum = '']) => [name, theme === 'night' ? night : vellum]),
  );
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const spells = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil', 'unknown'];
const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'];
const letters = ['text', 'text-2', 'text-3', 'alarm'];
const grounds = ['ground', 'raise', 'lift'];
/** WCAG AA: of letters, and of what is told by its shape. */
const [LETTERS, SHAPES] = [4.5, 3];

/** Every pair that a page shows, with the least contrast it may have. */
const pairs: [ink: string, ground: string, least: number][] = [
  ...[...letters, ...spells].flatMap((ink) =>
    grounds.map((ground): [string, string, number] => [ink, ground, LETTERS]),
  ),
  ...metals.flatMap((ink): [string, string, number][] => [
    [ink, 'ground', SHAPES],
    [ink, 'raise', SHAPES],
    [ink, 'desk', SHAPES],
  ]),
  ...grounds.map((ground): [string, string, number] => ['edge', ground, SHAPES]),
  ['on-act', 'act', LETTERS],
  ['text', 'alarm-ground', LETTERS],
  ['alarm', 'alarm-ground', LETTERS],
  ['text', 'desk', LETTERS],
  ...spells.map((ground): [string, string, number] => ['ground', ground, LETTERS]), // a number on a spell's disc
];

describe.each(['night', 'vellum'] as const)('the tokens on %s', (theme) => {
  const tokens = tokensOf(theme);

  test('are all there', () => {
    expect(Object.keys(tokens)).toEqual(
      expect.arrayContaining([...spells, ...metals, ...letters, ...grounds, 'edge', 'act', 'on-act', 'desk']),
    );
  });

  test.each(pairs)('%s is told from %s: at least %s to 1', (ink, ground, least) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least);
  });

  test('are told apart better where more contrast is asked for', () => {
    const asked = tokensOf(theme, more.slice(0, more.indexOf('@media')));
    expect(Object.keys(asked).sort()).toEqual(['edge', 'rule', 'text-2', 'text-3']);
    for (const ink of ['text-2', 'text-3', 'edge', 'rule'])
      expect(contrast(asked[ink] ?? '', tokens['ground'] ?? '')).toBeGreaterThan(
        contrast(tokens[ink] ?? '', tokens['ground'] ?? ''),
      );
  });
});
