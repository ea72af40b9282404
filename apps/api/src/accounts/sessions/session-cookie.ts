import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

/** HTTP-only and same-site: no script reads it, and no other site sends it. */
const NAME = 'wandcast';

/** The session token in a `Cookie` header; undefined if there is none. */
export function sessionTokenIn(header: string | undefined): string | undefined {
  const token = parseCookie(header ?? '')[NAME];
  return token === '' ? undefined : token;
}

/** @param publicUrl origin that phones open: behind a TLS proxy, only this reveals that the page is secure */
export function setSessionCookie(
  request: Request,
  response: Response,
  token: string,
  maxAge: number,
  publicUrl: string,
): void {
  response.cookie(NAME, token, { ...settings(request, publicUrl), maxAge });
}

export function clearSessionCookie(request: Request, response: Response, publicUrl: string): void {
  response.clearCookie(NAME, settings(request, publicUrl));
}

/** Whether a page of this server sent the request. Backs up `SameSite` in browsers that do not support it. */
export function isSameOrigin(
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
