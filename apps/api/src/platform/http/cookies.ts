import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { isOwnPage, isSecure, type OwnAddress, type PageRequest } from '../network/page-origin.js';

/**
 * The value of one of our cookies; undefined if it is missing, or if a page of another origin sent the request.
 * @param name without prefix
 */
export function cookieIn(request: PageRequest, name: string, server: OwnAddress): string | undefined {
  if (!isOwnPage(request, server)) return undefined;
  const value = parseCookie(request.headers.cookie ?? '')[nameOf(name, isSecure(request, server))];
  return value === '' ? undefined : value;
}

/** Sets a cookie that no script reads and that no other site sends. @param maxAge ms */
export function setCookie(
  { request, response }: Exchange,
  name: string,
  value: string,
  maxAge: number,
  server: OwnAddress,
): void {
  const secure = isSecure(request, server);
  response.cookie(nameOf(name, secure), value, { ...settings(secure), maxAge });
}

export function clearCookie({ request, response }: Exchange, name: string, server: OwnAddress): void {
  const secure = isSecure(request, server);
  response.clearCookie(nameOf(name, secure), settings(secure));
}

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/**
 * On https with the prefix `__Host-`, which browsers accept only from this very host over TLS: neither a page of another
 * subdomain nor someone on the network can plant a cookie. The plain name does not count there.
 */
function nameOf(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

function settings(secure: boolean): { httpOnly: true; sameSite: 'strict'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'strict', secure, path: '/' };
}
