import type { BrowserName } from '../../shared/capabilities/browser-name';
import type { Platform } from '../../shared/capabilities/open-in-browser-link';

/** How to allow motion again: close the browser and scan the code again, or change a setting. */
export type BlockedHelp =
  | { readonly kind: 'rescan'; readonly browser: string }
  | { readonly kind: 'steps'; readonly of: 'chrome' | 'brave' | 'samsung' | 'firefox' | 'general' };

const APPLE: Partial<Record<BrowserName, string>> = {
  'chrome-ios': 'Chrome',
  'firefox-ios': 'Firefox',
  'edge-mobile': 'Edge',
  brave: 'Brave',
};
const OTHERS: Partial<Record<BrowserName, 'chrome' | 'brave' | 'samsung' | 'firefox'>> = {
  'chrome-android': 'chrome',
  'firefox-android': 'firefox',
  brave: 'brave',
  samsung: 'samsung',
};

export function blockedHelp(browser: BrowserName, platform: Platform): BlockedHelp {
  if (platform === 'apple') return { kind: 'rescan', browser: APPLE[browser] ?? 'Safari' };
  return { kind: 'steps', of: OTHERS[browser] ?? 'general' };
}
