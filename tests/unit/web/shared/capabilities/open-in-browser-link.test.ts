import { expect, test } from 'vitest';
import { openInBrowserLink } from '../../../../../apps/web/src/shared/capabilities/open-in-browser-link';

const url = 'https://wand.example.org:8443/?code=MOTH42&lang=de';

test('is an intent for any browser on Android, with the page as a fallback', () => {
  const link = openInBrowserLink(url, 'android');
  expect(link?.into).toBe('browser');
  const [address, intent = ''] = (link?.href ?? '').split('#');
  expect(address).toBe('intent://wand.example.org:8443/?code=MOTH42&lang=de');
  const parts = intent.split(';');
  expect([parts[0], parts.at(-1)]).toEqual(['Intent', 'end']);
  expect(parts).toContain('scheme=https');
  expect(parts).toContain(`S.browser_fallback_url=${encodeURIComponent(url)}`);
});

test('uses Safari’s scheme on Apple devices', () => {
  expect(openInBrowserLink(url, 'apple')).toEqual({ href: `x-safari-${url}`, into: 'safari' });
});

test('is undefined on other platforms', () => {
  expect(openInBrowserLink(url, 'other')).toBeUndefined();
});

test('uses Instagram’s own scheme on both platforms', () => {
  const href = `instagram://extbrowser/?url=${encodeURIComponent(url)}`;
  expect(openInBrowserLink(url, 'android', 'instagram')).toEqual({ href, into: 'browser' });
  expect(openInBrowserLink(url, 'apple', 'instagram')).toEqual({ href, into: 'safari' });
});
