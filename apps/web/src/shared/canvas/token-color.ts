import type { Metal, SpellHue } from '@wandcast/protocol';

export type InkName =
  SpellHue | Metal | 'ground' | 'raise' | 'rule' | 'edge' | 'text' | 'text-2' | 'text-3' | 'unknown';

/** Looks up a design token as a CSS color for a canvas. */
export type Ink = (name: InkName) => string;

/** A lookup of the tokens in `element`'s theme. Each is read from the style sheet once. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const known = new Map<InkName, string>();
  return (name) => {
    const color = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, color);
    return color;
  };
}

/** Whether strokes glow in `element`'s theme. */
export function glowsOn(element: Element): boolean {
  return getComputedStyle(element).getPropertyValue('--glow').trim() === '1';
}
