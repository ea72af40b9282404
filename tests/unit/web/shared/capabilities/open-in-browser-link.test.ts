import { expect, test } from 'vitest';
import { outsideLink } from '../../../../../apps/web/src/shared/capabilities/open-in-browser-link';

const url = 'https://wand.example.org:8443/?code=MOTH42&lang=de';

test('on Android any browser may take the link, and comes back to the page where none does', () => {
  const link = outsideLink(url, 'android');
  expect(link?.into).toBe('browser');
  const [address, intent = ''] = (link?.href ?? '').split('#');
  expect(address).toBe('intent://wand.example.org:8443/?code=MOTH42&lang=de');
  const parts = intent.split(';');
  expect([parts[0], parts.at(-1)]).toEqual(['Intent', 'end']);
  expect(parts).toContain('scheme=https');
  expect(parts).toContain(`S.browser_fallback_url=${encodeURIComponent(url)}`);
});

test('on Apple’s phones it names Safari', () => {
  expect(outsideLink(url, 'apple')).toEqual({ href: `x-safari-${url}`, into: 'safari' });
});

test('elsewhere there is none', () => {
  expect(outsideLink(url, 'other')).toBeUndefined();
});

test('Instagram has a way of its own, on both', () => {
  const href = `instagram://extbrowser/?url=${encodeURIComponent(url)}`;
  expect(outsideLink(url, 'android', 'instagram')).toEqual({ href, into: 'browser' });
  expect(outsideLink(url, 'apple', 'instagram')).toEqual({ href, into: 'safari' });
});
