import { glowsOn, inkOf } from '../../../shared/canvas/token-color';
import type { KeptSouvenir } from './kept-souvenir';
import { SOUVENIR, paintSouvenir } from './paint-souvenir';
import type { SouvenirLines } from './souvenir-lines';

/**
 * Paints the souvenir as a PNG file, in the page's fonts and in `element`'s theme. The phone does it, so that it works
 * offline.
 * @returns the file, and a data URL, which the security headers allow in an image; undefined if the browser cannot
 */
export async function souvenirPicture(
  kept: KeptSouvenir,
  lines: SouvenirLines,
  element: Element,
): Promise<{ readonly blob: Blob; readonly preview: string } | undefined> {
  const styles = getComputedStyle(element);
  const [display, text] = ['--font-display', '--font-text'].map((name) => styles.getPropertyValue(name).trim());
  if (display === undefined || text === undefined) return undefined;
  const all = Object.values(lines).flat().join(' ');
  // A font that fails to load is replaced by its fallback.
  await Promise.allSettled([
    document.fonts.load(['700', '40px', display].join(' '), all),
    ...['500', '700'].map((weight) => document.fonts.load([weight, '40px', text].join(' '), all)),
  ]);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SOUVENIR.width, SOUVENIR.height];
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  paintSouvenir(context, kept, lines, { ink: inkOf(element), glows: glowsOn(element), display, text });
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return blob === null ? undefined : { blob, preview: canvas.toDataURL('image/png') };
}
