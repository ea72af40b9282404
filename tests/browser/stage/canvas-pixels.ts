import type { Page } from 'playwright-core';

/** Opaque pixels of a canvas in the color of a token, or in any color, and their highest row. */
export function pixels(page: Page, selector: string, token: string | null): Promise<{ count: number; top: number }> {
  return page.evaluate(
    ({ selector: which, token: name }) => {
      const value = name === null ? '' : getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      const bits = Number.parseInt(value.slice(1), 16);
      const wanted = [bits >> 16, (bits >> 8) & 255, bits & 255];
      let [count, top] = [0, Infinity];
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>(which)) {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy?.drawImage(canvas, 0, 0);
        const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        for (let i = 0; i < data.length; i += 4) {
          if ((data[i + 3] ?? 0) < 60) continue;
          if (name !== null && !wanted.every((color, j) => Math.abs((data[i + j] ?? 0) - color) < 8)) continue;
          count++;
          top = Math.min(top, Math.floor(i / 4 / canvas.width));
        }
      }
      return { count, top };
    },
    { selector, token },
  );
}
