/** The fonts of headlines and of text. */
const FONTS = ['700 40px "Amatic SC"', '400 40px Bitter'];
/** How long to wait for them, ms. */
const TIMEOUT_MS = 3_000;

/**
 * Resolves when the page's fonts are loaded, cannot be loaded, or take too long. In a wider fallback font, names and
 * titles would leave the picture or cover each other.
 */
export async function fontsLoaded(fonts: Pick<FontFaceSet, 'load'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS);
  });
  await Promise.race([Promise.allSettled(FONTS.map((font) => fonts.load(font))), timeout]);
  clearTimeout(timer);
}
