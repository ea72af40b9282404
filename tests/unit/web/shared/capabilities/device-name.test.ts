import { describe, expect, test } from 'vitest';
import { deviceName } from '../../../../../apps/web/src/shared/capabilities/device-name';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const chrome = 'Chrome/150.0.0.0 Mobile Safari/537.36';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const nameOf = (userAgent: string, more: Partial<Parameters<typeof deviceName>[0]> = {}): string =>
  deviceName({ userAgent, touchPoints: 5, isBrave: false, ...more });

describe('a device name', () => {
  test.each([
    [`${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, 'iPhone, Safari 18'],
    [`${iphone} CriOS/150.0.0.0 Mobile/15E148 Safari/604.1`, 'iPhone, Chrome 150'],
    [`${iphone} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 'iPhone, Firefox 140'],
    [`${iphone} EdgiOS/150.0.0.0 Version/18.0 Mobile/15E148 Safari/604.1`, 'iPhone, Edge 150'],
    [`${iphone} Mobile/15E148 Instagram 350.0.0.1 (iPhone14,2; iOS 18_1)`, 'iPhone, Instagram app'],
    [`${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]`, 'iPhone, Facebook app'],
    [`${iphone} Mobile/15E148 MicroMessenger/8.0.50`, 'iPhone, WeChat app'],
    [`${iphone} Mobile/15E148`, 'iPhone, in-app browser'],
    [`${android} ${chrome}`, 'Android, Chrome 150'],
    [`${android} SamsungBrowser/28.0 ${chrome}`, 'Android, Samsung Internet 28'],
    [`${android} ${chrome} OPR/90.0.0.0`, 'Android, Opera 90'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Android, Firefox 140'],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/150.0.0.0 Mobile Safari/537.36',
      'Android SM-S918B, in-app browser',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) ${chrome}`,
      'Android Pixel 8, Chrome 150',
    ],
    [`${windows} Safari/537.36`, 'Windows, Chrome 150'],
    [`${windows} Safari/537.36 Edg/150.0.0.0`, 'Windows, Edge 150'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Linux, Firefox 140'],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36',
      'ChromeOS, Chrome 150',
    ],
    ['something new', 'Unknown device, unknown browser'],
  ])('%s', (userAgent, device) => {
    expect(nameOf(userAgent)).toBe(device);
  });

  test('distinguishes an iPad from a Mac by its touch points', () => {
    const safari = `${mac} Version/18.1 Safari/605.1.15`;
    expect(nameOf(safari)).toBe('iPad, Safari 18');
    expect(nameOf(safari, { touchPoints: 0 })).toBe('Mac, Safari 18');
  });
  test('says Brave instead of Chrome', () => {
    expect(nameOf(`${android} ${chrome}`, { isBrave: true })).toBe('Android, Brave 150');
    expect(nameOf(`${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, { isBrave: true })).toBe('iPhone, Brave');
  });
  test('has at most 60 characters, even with a long user agent', () => {
    expect(nameOf(`Mozilla/5.0 (Linux; Android 14; ${'X'.repeat(200)}) Chrome/${'9'.repeat(200)}`)).toHaveLength(60);
  });
});
