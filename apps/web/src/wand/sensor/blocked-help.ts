import type { BrowserName } from '../../shared/capabilities/browser-name';
import type { Phone } from '../../shared/capabilities/open-in-browser-link';

/** Which words help where motion was refused: the question comes back after a restart, or a setting is to be changed. */
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

export function blockedHelp(browser: BrowserName, phone: Phone): BlockedHelp {
  if (phone === 'apple') return { kind: 'rescan', browser: APPLE[browser] ?? 'Safari' };
  return { kind: 'steps', of: OTHERS[browser] ?? 'general' };
}
