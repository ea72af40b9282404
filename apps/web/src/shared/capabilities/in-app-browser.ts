/** Apps that open links in a browser of their own. */
export type App =
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
  /** Some app that does not say which. */
  | 'unnamed';

/** What apps write into the user agent of their pages. Order counts: some carry the marks of others. */
const MARKS: readonly (readonly [RegExp, App])[] = [
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

/** A page inside an app on Android says so; on an iPhone it lacks the name that every browser of its own has there. */
const ANDROID_WEB_VIEW = '; wv)';
const IOS = /\b(iPhone|iPad|iPod)\b/;

/**
 * The app whose in-app browser the page seems to run in, by the user agent; undefined in a real browser. Only a hint, since
 * apps lie and change: use it for offers, never for decisions.
 * @param standalone the page was opened from the home screen, as its own app
 */
export function appOf(userAgent: string, standalone = false): App | undefined {
  if (standalone) return undefined;
  const named = MARKS.find(([mark]) => mark.test(userAgent))?.[1];
  if (named !== undefined) return named;
  if (userAgent.includes(ANDROID_WEB_VIEW)) return 'unnamed';
  return IOS.test(userAgent) && !/\bSafari\//.test(userAgent) ? 'unnamed' : undefined;
}

/** What apps call themselves, in every language. */
export const appNames: Readonly<Record<Exclude<App, 'unnamed'>, string>> = {
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
