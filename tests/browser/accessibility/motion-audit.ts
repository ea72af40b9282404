import type { Page } from 'playwright-core';

/** Maximum duration of an animation that does not count as motion, ms. */
const INSTANT_MS = 20;

/** Records all animations except fades. Call before opening the page. */
export async function noteMotion(page: Page): Promise<void> {
  await page.addInitScript((instant) => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    const note = ({ target }: Event): void => {
      if (!(target instanceof Element)) return;
      for (const animation of target.getAnimations()) {
        const { effect } = animation;
        if (!(effect instanceof KeyframeEffect) || Number(effect.getTiming().duration) < instant) continue;
        const about = new Set([
          'offset',
          'computedOffset',
          'easing',
          'composite',
          'opacity',
          'color',
          'backgroundColor',
        ]);
        const names = effect.getKeyframes().flatMap((frame) => Object.keys(frame).filter((name) => !about.has(name)));
        if (names.length > 0) moved.push(`${target.localName}.${target.getAttribute('class') ?? ''} ${names.join()}`);
      }
    };
    addEventListener('animationstart', note, true);
    addEventListener('transitionrun', note, true);
  }, INSTANT_MS);
}

/** Animations recorded since the page opened. */
export const movedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { moved?: string[] }).moved ?? []);
