import { clearCookie, cookieIn, setCookie, type Exchange } from '../../platform/http/cookies.js';
import type { OwnAddress, PageRequest } from '../../platform/network/page-origin.js';

const NAME = 'wandcast';

/** The session token of a request; undefined if it has none, or if a page of another origin sent it. */
export function sessionTokenOf(request: PageRequest, server: OwnAddress): string | undefined {
  return cookieIn(request, NAME, server);
}

/** @param maxAge ms */
export function setSessionCookie(exchange: Exchange, token: string, maxAge: number, server: OwnAddress): void {
  setCookie(exchange, NAME, token, maxAge, server);
}

export function clearSessionCookie(exchange: Exchange, server: OwnAddress): void {
  clearCookie(exchange, NAME, server);
}
