import { expect, test } from 'vitest';
import { hostAppOf } from '../../../../../apps/web/src/shared/capabilities/in-app-browser';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['instagram', `${iphone} Mobile/22B83 Instagram 358.0.0.24.86 (iPhone15,2; iOS 18_1; de_DE; scale=3.00)`],
  ['instagram', `${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Instagram 358.0.0.0.98 Android`],
  ['threads', `${iphone} Mobile/22B83 Barcelona 358.0.0.24.86 (iPhone15,2)`],
  ['facebook', `${iphone} Mobile/22B83 [FBAN/FBIOS;FBAV/487.0.0.50.97;FBDV/iPhone15,2]`],
  ['facebook', `${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/487.0.0.0.1;]`],
  ['linkedin', `${iphone} Mobile/22B83 [LinkedInApp]/9.30.1234`],
  ['wechat', `${iphone} Mobile/22B83 MicroMessenger/8.0.53(0x18003531) NetType/WIFI Language/zh_CN`],
  ['snapchat', `${iphone} Mobile/22B83 Snapchat/13.13.0.41 (like Safari/8619.2.8.10.9, panda)`],
  ['line', `${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Line/14.19.0/IAB`],
  [
    'tiktok',
    `${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 musical_ly_2023605030 BytedanceWebview/d8a21c6`,
  ],
  ['x', `${iphone} Mobile/22B83 Twitter for iPhone/10.68`],
  ['google', `${iphone} GSA/342.0.693598186 Mobile/15E148 Safari/604.1`],
  ['unnamed', `${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
  ['unnamed', `${iphone} Mobile/15E148`],
])('recognizes an in-app browser: %s', (app, userAgent) => {
  expect(hostAppOf(userAgent)).toBe(app);
});

test.each([
  `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`,
  `${iphone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`,
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36',
])('returns undefined for a regular browser: %s', (userAgent) => {
  expect(hostAppOf(userAgent)).toBeUndefined();
});

test('returns undefined for a page opened from the home screen', () => {
  expect(hostAppOf(`${iphone} Mobile/15E148`, true)).toBeUndefined();
});
