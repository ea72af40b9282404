// Draws the home-screen icons from the favicon. Run by hand after changing it: the results are committed. Needs Chromium.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../apps/web/public', import.meta.url));
const mark = readFileSync(`${FOLDER}/favicon.svg`, 'utf8');
const square = mark.replace('rx="5" ', ''); // phones round the corners themselves
const icons = {
  'icon-192': { size: 192, svg: mark, scale: 1 },
  'icon-512': { size: 512, svg: mark, scale: 1 },
  maskable: { size: 512, svg: square, scale: 0.78 }, // only the inner 80 % is safe from cropping
  'apple-touch': { size: 180, svg: square, scale: 0.86 },
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [name, { size, svg, scale }] of Object.entries(icons)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const background = svg === square ? '#0d141c' : 'transparent';
  await page.setContent(
    `<body style="margin:0;background:${background};display:grid;place-items:center;height:100vh">` +
      svg.replace('<svg ', `<svg width="${size * scale}" height="${size * scale}" `),
  );
  await page.screenshot({ path: `${FOLDER}/icons/${name}.png`, omitBackground: true });
}
await browser.close();
