/** In the order they must be asked: most browsers also name those they descend from. */
const BROWSERS = [
  [/\bEdg/, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** A browser as its owner knows it, "Firefox on Linux", from the header `User-Agent`. */
export function browserName(userAgent: string | undefined): string {
  const named = (names: readonly (readonly [RegExp, string])[]): string | undefined =>
    names.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
  const [browser, system] = [named(BROWSERS) ?? 'A browser', named(SYSTEMS)];
  return system === undefined ? browser : `${browser} on ${system}`;
}
