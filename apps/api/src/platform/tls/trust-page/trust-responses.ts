import { createHash, type X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventCode } from '@wandcast/protocol/schemas';
import { trustPage } from './trust-page.js';
import { trustStyle } from './trust-page-style.js';
import { trustLanguage } from './trust-page-text.js';

export interface TrustAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface TrustQuestion {
  /** Path and query of a request. */
  readonly url: string;
  readonly acceptLanguage: string | undefined;
}

const STYLE_HASH = createHash('sha256').update(trustStyle).digest('base64');
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; font-src 'self'; img-src data:`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Built with the pages, under names that tell their version. */
const FONTS = {
  '/trust/bitter.woff2': /^bitter-.*\.woff2$/,
  '/trust/amatic-sc.woff2': /^amatic-sc-.*\.woff2$/,
} as const;

/**
 * The trust page and what belongs to it.
 * @param publicUrl origin that phones open  @param assets folder of the built pages' assets
 * @returns undefined where something else was asked for
 */
export function answerTrust(
  { url, acceptLanguage }: TrustQuestion,
  authority: X509Certificate,
  publicUrl: string,
  assets: string,
): TrustAnswer | undefined {
  const base = 'http://wand.invalid';
  if (!URL.canParse(url, base)) return undefined;
  const { pathname, searchParams } = new URL(url, base);
  switch (pathname) {
    case '/trust': {
      const language = trustLanguage(searchParams.get('lang'), acceptLanguage);
      const code = eventCode.safeParse(searchParams.get('code')).data; // kept, so that nobody has to type it
      const query = (more: Record<string, string>): string =>
        String(new URLSearchParams({ ...more, ...(code === undefined ? {} : { code }) }));
      const page = trustPage({
        language,
        fingerprint: authority.fingerprint256,
        wandUrl: `${publicUrl}/?${query({})}`,
        otherUrl: `/trust?${query({ lang: language === 'en' ? 'de' : 'en' })}`,
      });
      return {
        headers: { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Language' },
        body: page,
      };
    }
    case '/trust/wandcast.crt': {
      const type = 'application/x-x509-ca-cert'; // an iPhone offers to install it, Android to keep it
      return { headers: { ...HEADERS, 'Content-Type': type }, body: authority.raw };
    }
    case '/trust/bitter.woff2':
    case '/trust/amatic-sc.woff2':
      return fontAnswer(FONTS[pathname], assets);
    default:
      return undefined;
  }
}

function fontAnswer(pattern: RegExp, assets: string): TrustAnswer | undefined {
  try {
    const name = readdirSync(assets).find((file) => pattern.test(file));
    if (name === undefined) return undefined;
    return { headers: { ...HEADERS, 'Content-Type': 'font/woff2' }, body: readFileSync(path.join(assets, name)) };
  } catch {
    return undefined; // the pages are being built anew, and the page can be read without its fonts
  }
}
