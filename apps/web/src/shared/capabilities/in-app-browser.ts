/** Apps that open links in their own in-app browser. */
export type HostApp =
  | 'facebook'
  | 'google'
  | 'instagram'
  | 'kakaotalk'
  | 'line'
  | 'linkedin'
  | 'pinterest'
  | 'reddit'
  | 'slack'
  | 'snapchat'
  | 'teams'
  | 'telegram'
  | 'threads'
  | 'tiktok'
  | 'wechat'
  | 'whatsapp'
  | 'x'
  /** An app that cannot be identified. */
  | 'unnamed';

/** User-agent patterns of apps. Order matters, because some user agents also contain the marks of other apps. */
const MARKS: readonly (readonly [RegExp, HostApp])[] = [
  [/\bBarcelona\b/, 'threads'],
  [/\bInstagram\b/, 'instagram'],
  [/\bFB_IAB\b|\bFBA[NV]\b|\bFBIOS\b|\bMessenger(Lite)?ForiOS\b/, 'facebook'],
  [/\bLinkedInApp\b/, 'linkedin'],
  [/\bMicroMessenger\b/, 'wechat'],
  [/\bSnapchat\b/, 'snapchat'],
  [/\bLine\/\d/, 'line'],
  [/musical_ly|\bBytedanceWebview\b|\bTikTok\b|\btrill_/, 'tiktok'],
  [/\bTwitter\b|\bTwitterAndroid\b/, 'x'],
  [/\bGSA\/\d/, 'google'],
  [/\bKAKAOTALK\b/, 'kakaotalk'],
  [/\bPinterest\b/, 'pinterest'],
  [/\bReddit\//, 'reddit'],
  [/\bSlack\b/, 'slack'],
  [/\bTeamsMobile|\bTeams\/\d/, 'teams'],
  [/\bTelegram(-Android)?\b/, 'telegram'],
  [/\bWhatsApp\b/, 'whatsapp'],
];

/** Marks an Android web view. On iOS, web views are recognized by the lack of "Safari" in the user agent. */
const ANDROID_WEB_VIEW = '; wv)';
const IOS = /\b(iPhone|iPad|iPod)\b/;

/**
 * Guesses the app whose in-app browser runs the page, from the user agent; undefined in a regular browser. Unreliable,
 * because apps change their user agents: use it for suggestions only.
 * @param standalone the page was opened from the home screen as an installed app
 */
export function hostAppOf(userAgent: string, standalone = false): HostApp | undefined {
  if (standalone) return undefined;
  const named = MARKS.find(([mark]) => mark.test(userAgent))?.[1];
  if (named !== undefined) return named;
  if (userAgent.includes(ANDROID_WEB_VIEW)) return 'unnamed';
  return IOS.test(userAgent) && !/\bSafari\//.test(userAgent) ? 'unnamed' : undefined;
}

/** Product names of the apps, the same in every language. */
export const appNames: Readonly<Record<Exclude<HostApp, 'unnamed'>, string>> = {
  facebook: 'Facebook',
  google: 'Google',
  instagram: 'Instagram',
  kakaotalk: 'KakaoTalk',
  line: 'LINE',
  linkedin: 'LinkedIn',
  pinterest: 'Pinterest',
  reddit: 'Reddit',
  slack: 'Slack',
  snapchat: 'Snapchat',
  teams: 'Teams',
  telegram: 'Telegram',
  threads: 'Threads',
  tiktok: 'TikTok',
  wechat: 'WeChat',
  whatsapp: 'WhatsApp',
  x: 'X',
};
