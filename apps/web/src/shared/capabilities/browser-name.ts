import type { Platform } from './open-in-browser-link';

/** Browsers with different settings for motion access. `other` gets general instructions. */
export type BrowserName =
  | 'safari-ios'
  | 'chrome-ios'
  | 'firefox-ios'
  | 'chrome-android'
  | 'samsung'
  | 'firefox-android'
  | 'brave'
  | 'edge-mobile'
  | 'desktop'
  | 'other';

/** The properties by which a browser is recognized. */
export interface BrowserTraits {
  readonly userAgent: string;
  /** From `navigator.brave`, because Brave has Chrome's user agent. */
  readonly isBrave: boolean;
  /** Distinguishes an iPad from a Mac: both have the same user agent, but no Mac has a touch screen. */
  readonly touchPoints: number;
}

/** The traits of the current browser. */
export function traitsOf(own: Navigator = navigator): BrowserTraits {
  return { userAgent: own.userAgent, isBrave: 'brave' in own, touchPoints: own.maxTouchPoints };
}

/** Guesses the browser. Use it only for instructions that name menus, not for feature detection. */
export function browserOf({ userAgent, isBrave, touchPoints }: BrowserTraits): BrowserName {
  const matches = (pattern: RegExp): boolean => pattern.test(userAgent);
  const platform = platformOf({ userAgent, touchPoints });
  if (platform === 'other') return matches(/\bMobi/) ? 'other' : 'desktop';
  if (isBrave) return 'brave';
  if (matches(/\bEdg(A|iOS)?\//)) return 'edge-mobile';
  if (platform === 'apple') {
    if (matches(/\bCriOS\//)) return 'chrome-ios';
    if (matches(/\bFxiOS\//)) return 'firefox-ios';
    return matches(/\bVersion\/[\d.]+.*\bSafari\//) ? 'safari-ios' : 'other';
  }
  if (matches(/\bSamsungBrowser\//)) return 'samsung';
  if (matches(/\bFirefox\//)) return 'firefox-android';
  return matches(/\bChrome\//) && !matches(/\bOPR\/|; wv\)/) ? 'chrome-android' : 'other';
}

/** The platform of a phone or tablet. All browsers on Apple's use the same engine. */
export function platformOf({ userAgent, touchPoints }: Omit<BrowserTraits, 'isBrave'>): Platform {
  if (/\bAndroid\b/.test(userAgent)) return 'android';
  const apple = /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1);
  return apple ? 'apple' : 'other';
}
