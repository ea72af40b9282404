import { appNames, hostAppOf, type HostApp } from './in-app-browser';
import type { BrowserTraits } from './browser-name';

/**
 * User-agent patterns with the version as their group. The most specific come first, because most browsers also claim to
 * be Safari or Chrome.
 */
const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\b(?:OPR|OPT|OPiOS)\/(\d+)/, 'Opera'],
  [/\b(?:Ddg|DuckDuckGo)\/(\d+)/, 'DuckDuckGo'],
  [/\bVivaldi\/(\d+)/, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+).* Safari\//, 'Safari'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** Placeholders instead of a model in Android user agents: "K" in Chrome since 110, "Mobile" in Firefox. */
const NO_MODEL = /^(K|Mobile|Tablet|wv|rv:.*|[a-z]{2}([-_][A-Za-z]{2})?)$/;

/**
 * A name for a device and its browser, so that people can tell their phones apart: "iPhone, Safari 18", "Android Pixel 8,
 * Firefox 140", "iPhone, Instagram app". For display only. At most 60 characters.
 */
export function deviceName(traits: BrowserTraits): string {
  const { userAgent, touchPoints } = traits;
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Unknown device';
  const device = system === 'Mac' && touchPoints > 1 ? 'iPad' : system; // iPads have a Mac's user agent
  const app = hostAppOf(userAgent);
  const deviceText = `${device} ${modelOf(userAgent)}`.trim();
  return `${deviceText}, ${app === undefined ? browserText(traits) : appText(app)}`.slice(0, 60);
}

function appText(app: HostApp): string {
  return app === 'unnamed' ? 'in-app browser' : `${appNames[app]} app`;
}

function browserText({ userAgent, isBrave }: BrowserTraits): string {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version === undefined) continue;
    if (isBrave) return name === 'Chrome' ? `Brave ${version}` : 'Brave'; // on iOS the version is Safari's
    return `${name} ${version}`;
  }
  return 'unknown browser';
}

/** The model in an Android user agent, such as "Android 14; SM-S918B Build/…"; empty if there is none. */
function modelOf(userAgent: string): string {
  const [, named = ''] = /\bAndroid [\d.]+; ([^;)]+)/.exec(userAgent) ?? [];
  const [model = ''] = named.split(/ Build\//);
  return NO_MODEL.test(model.trim()) ? '' : model.trim().slice(0, 24);
}
