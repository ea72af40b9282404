import type { Metal, SpellHue } from '@wandcast/protocol';

export type InkName =
  SpellHue | Metal | 'ground' | 'raise' | 'rule' | 'edge' | 'text' | 'text-2' | 'text-3' | 'unknown';

/** Looks a design token up as a color a canvas understands. */
export type Ink = (name: InkName) => string;

/** The tokens as they hold for `element`'s theme, each read from the style sheet once. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const known = new Map<InkName, string>();
  return (name) => {
    const color = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, color);
    return color;
  };
}

/** Whether light glows on `element`'s ground. */
export function glowsOn(element: Element): boolean {
  return getComputedStyle(element).getPropertyValue('--glow').trim() === '1';
}
