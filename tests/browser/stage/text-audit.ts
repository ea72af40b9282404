import type { Page } from 'playwright-core';

/** Minimum font size at 1920 x 1080, px, for labels. Important text has at least 40. */
const SMALLEST = 30;
/** WCAG AA for text of any size. */
const CONTRAST = 4.5;

/** Lists text on the stage that is too small, too faint, cut off or overlapping. */
export function auditText(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ smallest, least }) => {
      const problems: string[] = [];
      const rgba = (color: string): readonly [number, number, number, number] => {
        const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
        return [r, g, b, a];
      };
      const luminance = (color: string): number => {
        const [r, g, b] = rgba(color)
          .slice(0, 3)
          .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
      };
      const above = (element: Element): Element[] => {
        const chain: Element[] = [];
        for (let one: Element | null = element; one !== null; one = one.parentElement) chain.push(one);
        return chain;
      };
      const shown: { readonly node: Node; readonly text: string; readonly box: DOMRect }[] = [];
      const walker = document.createTreeWalker(
        document.querySelector('.picture') ?? document.body,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const element = node.parentElement;
        if (text === '' || !element || element.closest('.visually-hidden')) continue;
        const style = getComputedStyle(element);
        if (style.visibility === 'hidden' || style.display === 'none') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // SVG text scales with its picture.
        const zoom = element instanceof SVGElement ? (element.closest('svg')?.getScreenCTM()?.a ?? 1) : 1;
        const size = Number.parseFloat(style.fontSize) * zoom;
        if (size < smallest - 0.05) problems.push(`${size.toFixed(1)} px: ${text}`);

        const chain = above(element);
        // Ignore elements that are still fading in.
        const faint = chain.some((one) => getComputedStyle(one).opacity !== '1' && one.getAnimations().length === 0);
        if (faint) problems.push(`see-through: ${text}`);
        const ground = chain.map((one) => getComputedStyle(one).backgroundColor).find((color) => rgba(color)[3] > 0);
        const [a, b] = [
          luminance(element instanceof SVGElement ? style.fill : style.color),
          luminance(ground ?? '#000'),
        ];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        // A number on a dot is not on the ground.
        if (contrast < least && !element.matches('circle + text'))
          problems.push(`contrast ${contrast.toFixed(2)}: ${text}`);

        for (const box of range.getClientRects()) {
          // A line box is taller than its letters, so only its middle counts.
          const inset = box.height * 0.24;
          const core = new DOMRect(box.left + 1, box.top + inset, Math.max(0, box.width - 2), box.height - 2 * inset);
          const clip = chain.find(
            (one) => getComputedStyle(one).overflowX === 'hidden' && !one.matches('.picture, body'),
          );
          const cut = clip?.getBoundingClientRect();
          const right = Math.min(core.right, cut?.right ?? Infinity);
          const bottom = Math.min(core.bottom, cut?.bottom ?? Infinity);
          if (core.left < 0 || core.top < 0 || right > innerWidth || bottom > innerHeight)
            problems.push(`off the picture: ${text}`);
          if (right <= core.left || bottom <= core.top) continue;
          shown.push({ node, text, box: new DOMRect(core.left, core.top, right - core.left, bottom - core.top) });
        }
        // Text that does not fit must end in an ellipsis.
        // SVG text has no width of its own.
        const isBlock = style.display !== 'inline' && !(element instanceof SVGElement);
        const wide = element.scrollWidth > element.clientWidth + 1 && isBlock;
        if (wide && style.textOverflow !== 'ellipsis') problems.push(`wider than its place: ${text}`);
      }
      for (const [i, one] of shown.entries())
        for (const other of shown.slice(i + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (one.node !== other.node && across > 1 && down > 1)
            problems.push(`"${one.text}" and "${other.text}" overlap`);
        }
      return problems;
    },
    { smallest: SMALLEST, least: CONTRAST },
  );
}

/** Records animated properties inside the page, so that short animations are not missed. */
interface AnimationLog {
  /** Properties animated since the last `clear`. */
  readonly properties: () => Promise<string[]>;
  readonly clear: () => Promise<void>;
}

/** Starts recording. */
export async function recordAnimations(page: Page): Promise<AnimationLog> {
  const seen = await page.evaluateHandle(() => {
    const about = new Set(['offset', 'computedOffset', 'easing', 'composite']);
    const names = new Set<string>();
    const look = (): void => {
      for (const { effect } of document.getAnimations())
        for (const frame of effect instanceof KeyframeEffect ? effect.getKeyframes() : [])
          for (const name of Object.keys(frame)) if (!about.has(name)) names.add(name);
    };
    for (const begin of ['transitionrun', 'animationstart'] as const)
      addEventListener(begin, (event) => {
        // It may be over by now if the page was busy.
        if (event instanceof TransitionEvent) names.add(event.propertyName);
        look();
      });
    return names;
  });
  return {
    properties: () => seen.evaluate((names) => [...names].sort()),
    clear: () => seen.evaluate((names) => { names.clear(); }), // prettier-ignore
  };
}
