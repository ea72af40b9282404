import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';

/** Cookie of a phone's browser, by which a ban holds for a new key. */
export const PHONE_COOKIE = 'wandcast-phone';

/** Makes and checks that cookie: a signed random number, which says nothing about the person. */
@Injectable()
export class PhoneCookies {
  constructor(private readonly linkTokens: LinkTokensService) {}

  create(): string {
    const id = randomBytes(16).toString('base64url');
    return `${id}.${this.linkTokens.token('phone', id)}`;
  }

  /** Whether this server made the cookie. */
  isValid(cookie: string | undefined): cookie is string {
    const [id = '', token = ''] = (cookie ?? '').split('.');
    return this.linkTokens.isToken('phone', id, token);
  }
}
