/** Lists the addresses of pictures that could not be loaded. Runs in the page. */
export function brokenImages(): string[] {
  const LONGEST = 60;
  const images = [...document.querySelectorAll('img')];
  return images
    .filter((image) => image.complete && image.naturalWidth === 0)
    .map(({ currentSrc, alt }) => `${currentSrc.slice(0, LONGEST)} (${alt.slice(0, LONGEST)})`);
}
