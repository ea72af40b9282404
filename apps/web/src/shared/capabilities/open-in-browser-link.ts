import type { HostApp } from './in-app-browser';

export type Platform = 'android' | 'apple' | 'other';

/** A link that opens in a regular browser instead of an in-app browser, and which browser that is. */
export interface OpenInBrowserLink {
  readonly href: string;
  readonly into: 'browser' | 'safari';
}

/**
 * A link that leads from an in-app browser to a regular one: an intent for any browser on Android, Safari's own scheme on
 * iOS 17 and later. Instagram ignores both and has its own scheme. If an app ignores the link, nothing happens, so always
 * offer an alternative. Undefined on other platforms.
 * @param url http or https
 */
export function openInBrowserLink(url: string, platform: Platform, app?: HostApp): OpenInBrowserLink | undefined {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const rest = `${host}${pathname}${search}`;
  if (platform === 'other') return undefined;
  if (app === 'instagram')
    return {
      href: `instagram://extbrowser/?url=${encodeURIComponent(url)}`,
      into: platform === 'apple' ? 'safari' : 'browser',
    };
  if (platform === 'apple') return { href: `x-safari-${protocol}//${rest}${hash}`, into: 'safari' };
  // Intent URLs use `#` for their own parameters, so that they cannot carry the URL's fragment. Our URLs have none.
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
