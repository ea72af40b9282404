import { expect, test } from 'vitest';
import { browserOf, platformOf, type BrowserName } from '../../../../../apps/web/src/shared/capabilities/browser-name';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';
const android = `Mozilla/5.0 (Linux; Android 10; K) ${chrome}`;

type Known = readonly [BrowserName, string, { readonly isBrave?: boolean; readonly touchPoints?: number }?];
const browsers: readonly Known[] = [
  ['safari-ios', `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`],
  ['safari-ios', `${mac} Version/18.1 Safari/605.1.15`], // an iPad in desktop mode
  ['chrome-ios', `${iphone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`],
  ['firefox-ios', `${iphone} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`],
  ['edge-mobile', `${iphone} Version/18.0 EdgiOS/131.0.2903.48 Mobile/15E148 Safari/604.1`],
  ['brave', `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, { isBrave: true }],
  ['chrome-android', `${android} Mobile Safari/537.36`],
  ['brave', `${android} Mobile Safari/537.36`, { isBrave: true }],
  [
    'samsung',
    `Mozilla/5.0 (Linux; Android 10; K) ${chrome.replace('Chrome', 'SamsungBrowser/27.0 Chrome')} Mobile Safari/537.36`,
  ],
  ['edge-mobile', `${android} Mobile Safari/537.36 EdgA/131.0.0.0`],
  ['firefox-android', 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0'],
  ['other', `${android} Mobile Safari/537.36 OPR/86.0.0.0`],
  ['desktop', `${mac} Version/18.1 Safari/605.1.15`, { touchPoints: 0 }],
  ['desktop', `Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36`, { touchPoints: 0 }],
  ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`, { isBrave: true, touchPoints: 10 }],
];

test.each(browsers.map(([name, userAgent, more]) => ({ name, userAgent, more })))(
  '$name: $userAgent',
  ({ name, userAgent, more }) => {
    expect(browserOf({ userAgent, isBrave: false, touchPoints: 5, ...more })).toBe(name);
  },
);

test('an iPad with a Mac’s user agent is an Apple phone or tablet, and a Mac is not', () => {
  const platform = (userAgent: string, touchPoints: number): string => platformOf({ userAgent, touchPoints });
  expect(platform(iphone, 5)).toBe('apple');
  expect(platform(mac, 5)).toBe('apple');
  expect(platform(mac, 0)).toBe('other');
  expect(platform(android, 5)).toBe('android');
});
