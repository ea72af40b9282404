import { appNames, appOf, type App } from './in-app-browser';
import type { BrowserTraits } from './browser-name';

/**
 * Browsers by what gives them away, the most telling first: most of them call themselves Safari or Chrome as well. The
 * version is what the brackets find.
 */
const browsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\b(?:OPR|OPT|OPiOS)\/(\d+)/, 'Opera'],
  [/\b(?:Ddg|DuckDuckGo)\/(\d+)/, 'DuckDuckGo'],
  [/\bVivaldi\/(\d+)/, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+).* Safari\//, 'Safari'],
];

const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** Models that Android's browsers do not tell: "K" stands for any since Chrome 110, "Mobile" is Firefox's. */
const NO_MODEL = /^(K|Mobile|Tablet|wv|rv:.*|[a-z]{2}([-_][A-Za-z]{2})?)$/;

/**
 * What a device and its browser are called, for people to tell their phones apart: "iPhone, Safari 18", "Android Pixel 8,
 * Firefox 140", "iPhone, Instagram app". Nothing is decided by it. At most 60 characters.
 */
export function deviceWords(traits: BrowserTraits): string {
  const { userAgent, touchPoints } = traits;
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1] ?? 'Unknown device';
  const device = system === 'Mac' && touchPoints > 1 ? 'iPad' : system; // which calls itself a Mac
  const app = appOf(userAgent);
  const words = `${device} ${modelOf(userAgent)}`.trim();
  return `${words}, ${app === undefined ? browserWords(traits) : appWords(app)}`.slice(0, 60);
}

function appWords(app: App): string {
  return app === 'unnamed' ? 'in-app browser' : `${appNames[app]} app`;
}

function browserWords({ userAgent, isBrave }: BrowserTraits): string {
  for (const [sign, name] of browsers) {
    const version = sign.exec(userAgent)?.[1];
    if (version === undefined) continue;
    if (isBrave) return name === 'Chrome' ? `Brave ${version}` : 'Brave'; // on Apple's phones it has Safari's number
    return `${name} ${version}`;
  }
  return 'unknown browser';
}

/** The model, where an Android names it: "Android 14; SM-S918B Build/…". */
function modelOf(userAgent: string): string {
  const [, named = ''] = /\bAndroid [\d.]+; ([^;)]+)/.exec(userAgent) ?? [];
  const [model = ''] = named.split(/ Build\//);
  return NO_MODEL.test(model.trim()) ? '' : model.trim().slice(0, 24);
}
