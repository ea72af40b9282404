import { describe, expect, test } from 'vitest';
import { more, tokensOf } from './tokens';

/** Relative luminance according to WCAG 2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const spells = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil', 'unknown'];
const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'];
const letters = ['text', 'text-2', 'text-3', 'alarm'];
const grounds = ['ground', 'raise', 'lift'];
/** Minimum contrast for text and for graphics, WCAG AA. */
const [LETTERS, SHAPES] = [4.5, 3];

/** Every combination of colors that pages use, and its minimum contrast. */
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
  ...spells.map((ground): [string, string, number] => ['ground', ground, LETTERS]), // a number on a disc in a spell's color
];

describe.each(['night', 'vellum'] as const)('the tokens of the %s theme', (theme) => {
  const tokens = tokensOf(theme);

  test('are complete', () => {
    expect(Object.keys(tokens)).toEqual(
      expect.arrayContaining([...spells, ...metals, ...letters, ...grounds, 'edge', 'act', 'on-act', 'desk']),
    );
  });

  test.each(pairs)('give %s on %s a contrast of at least %s:1', (ink, ground, least) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least);
  });

  test('have more contrast if the user asks for it', () => {
    const stronger = tokensOf(theme, more.slice(0, more.indexOf('@media')));
    expect(Object.keys(stronger).sort()).toEqual(['edge', 'rule', 'text-2', 'text-3']);
    for (const ink of ['text-2', 'text-3', 'edge', 'rule'])
      expect(contrast(stronger[ink] ?? '', tokens['ground'] ?? '')).toBeGreaterThan(
        contrast(tokens[ink] ?? '', tokens['ground'] ?? ''),
      );
  });
});
