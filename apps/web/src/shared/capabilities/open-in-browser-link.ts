import type { App } from './in-app-browser';

export type Phone = 'android' | 'apple' | 'other';

/** The way out of an app: a link that the phone opens in a real browser, and which one that is. */
export interface OutsideLink {
  readonly href: string;
  readonly into: 'browser' | 'safari';
}

/**
 * A link that leads from an app's own browser to a real one: on Android an intent that any browser may take, on Apple's
 * phones Safari's own scheme (iOS 17 and newer). Instagram ignores both and has its own scheme. If an app ignores
 * the link, nothing happens: always offer another way too. Undefined elsewhere.
 * @param url http or https
 */
export function outsideLink(url: string, on: Phone, app?: App): OutsideLink | undefined {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const rest = `${host}${pathname}${search}`;
  if (on === 'other') return undefined;
  if (app === 'instagram')
    return {
      href: `instagram://extbrowser/?url=${encodeURIComponent(url)}`,
      into: on === 'apple' ? 'safari' : 'browser',
    };
  if (on === 'apple') return { href: `x-safari-${protocol}//${rest}${hash}`, into: 'safari' };
  // `#` begins the intent's own part: an address that has one itself cannot be told this way, and ours has none.
  const intent = [
    'Intent',
    `scheme=${protocol.slice(0, -1)}`,
    'action=android.intent.action.VIEW',
    'category=android.intent.category.BROWSABLE',
    `S.browser_fallback_url=${encodeURIComponent(url)}`,
    'end',
  ];
  return { href: `intent://${rest}#${intent.join(';')}`, into: 'browser' };
}
