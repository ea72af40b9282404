import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';

/** Out of reach of scripts, and sent to no other site. */
const NAME = 'wandcast';

/** The session's token that a browser shows. */
export function tokenIn(cookies: string | undefined): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === NAME && value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** @param publicUrl the origin phones open: behind a proxy that ends TLS only that tells that the page is secure */
export function giveCookie(
  request: Request,
  response: Response,
  token: string,
  maxAge: number,
  publicUrl: string,
): void {
  response.cookie(NAME, token, { ...settings(request, publicUrl), maxAge });
}

export function takeCookie(request: Request, response: Response, publicUrl: string): void {
  response.clearCookie(NAME, settings(request, publicUrl));
}

/**
 * Whether a request that carries the cookie was made by a page of ours. `SameSite` says so already; this holds where a
 * browser does not know it.
 */
export function isFromOurPage(
  { origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders,
  publicUrl: string,
): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  return origin === publicUrl || hostOf(origin) === host;
}

function settings(
  request: Request,
  publicUrl: string,
): { httpOnly: true; sameSite: 'strict'; secure: boolean; path: '/' } {
  const viaProxy = publicUrl.startsWith('https:') && hostOf(publicUrl) === request.headers.host;
  return { httpOnly: true, sameSite: 'strict', secure: request.secure || viaProxy, path: '/' };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
