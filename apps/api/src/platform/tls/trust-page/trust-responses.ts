import { createHash, type X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventCode } from '@wandcast/protocol/schemas';
import { trustLanguage } from './trust-languages.js';
import { trustPage } from './trust-page.js';
import { trustStyle } from './trust-page-style.js';

export interface TrustResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

interface TrustRequest {
  /** Path and query of the request. */
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

/** Fonts of the built pages; their names contain a hash. */
const FONTS = {
  '/trust/bitter.woff2': /^bitter-.*\.woff2$/,
  '/trust/amatic-sc.woff2': /^amatic-sc-.*\.woff2$/,
} as const;

/**
 * Responds to requests for the trust page, its certificate and its fonts.
 * @param publicUrl origin that phones open  @param assets folder of the built pages' assets
 * @returns undefined for any other path
 */
export function trustResponse(
  { url, acceptLanguage }: TrustRequest,
  authority: X509Certificate,
  publicUrl: string,
  assets: string,
): TrustResponse | undefined {
  const base = 'http://wand.invalid';
  if (!URL.canParse(url, base)) return undefined;
  const { pathname, searchParams } = new URL(url, base);
  switch (pathname) {
    case '/trust': {
      const language = trustLanguage(searchParams.get('lang'), acceptLanguage);
      const code = eventCode.safeParse(searchParams.get('code')).data; // passed on to the join page
      const query = (more: Record<string, string>): string =>
        String(new URLSearchParams({ ...more, ...(code === undefined ? {} : { code }) }));
      const page = trustPage({
        language,
        fingerprint: authority.fingerprint256,
        wandUrl: `${publicUrl}/?${query({})}`,
        urlIn: (lang) => `/trust?${query({ lang })}`,
      });
      return {
        headers: { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Language' },
        body: page,
      };
    }
    case '/trust/wandcast.crt': {
      const type = 'application/x-x509-ca-cert'; // iPhones offer to install it, Android to save it
      return { headers: { ...HEADERS, 'Content-Type': type }, body: authority.raw };
    }
    case '/trust/bitter.woff2':
    case '/trust/amatic-sc.woff2':
      return fontResponse(FONTS[pathname], assets);
    default:
      return undefined;
  }
}

function fontResponse(pattern: RegExp, assets: string): TrustResponse | undefined {
  try {
    const name = readdirSync(assets).find((file) => pattern.test(file));
    if (name === undefined) return undefined;
    return { headers: { ...HEADERS, 'Content-Type': 'font/woff2' }, body: readFileSync(path.join(assets, name)) };
  } catch {
    return undefined; // the pages are being rebuilt; the trust page is readable without its fonts
  }
}
