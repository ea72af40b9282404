import type { Phone } from './open-in-browser-link';

/** Browsers whose ways to motion differ; `other` is asked in general words. */
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

/** What a browser tells of itself. */
export interface BrowserTraits {
  readonly userAgent: string;
  /** Brave hides in Chrome's user agent, and says who it is only when asked (`navigator.brave`). */
  readonly isBrave: boolean;
  /** An iPad calls itself a Mac; no Mac has a screen to touch. */
  readonly touchPoints: number;
}

/** The traits of the browser that runs this. */
export function traitsOf(own: Navigator = navigator): BrowserTraits {
  return { userAgent: own.userAgent, isBrave: 'brave' in own, touchPoints: own.maxTouchPoints };
}

/** Which browser this seems to be: enough to name its menus, and never to decide what it can. */
export function browserOf({ userAgent, isBrave, touchPoints }: BrowserTraits): BrowserName {
  const says = (mark: RegExp): boolean => mark.test(userAgent);
  const phone = phoneOf({ userAgent, touchPoints });
  if (phone === 'other') return says(/\bMobi/) ? 'other' : 'desktop';
  if (isBrave) return 'brave';
  if (says(/\bEdg(A|iOS)?\//)) return 'edge-mobile';
  if (phone === 'apple') {
    if (says(/\bCriOS\//)) return 'chrome-ios';
    if (says(/\bFxiOS\//)) return 'firefox-ios';
    return says(/\bVersion\/[\d.]+.*\bSafari\//) ? 'safari-ios' : 'other';
  }
  if (says(/\bSamsungBrowser\//)) return 'samsung';
  if (says(/\bFirefox\//)) return 'firefox-android';
  return says(/\bChrome\//) && !says(/\bOPR\/|; wv\)/) ? 'chrome-android' : 'other';
}

/** Whose phone or tablet this is, as far as ways out of an app go. On Apple's all browsers are one inside. */
export function phoneOf({ userAgent, touchPoints }: Omit<BrowserTraits, 'isBrave'>): Phone {
  if (/\bAndroid\b/.test(userAgent)) return 'android';
  const apple = /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1);
  return apple ? 'apple' : 'other';
}
