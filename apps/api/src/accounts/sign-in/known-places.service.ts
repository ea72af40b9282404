import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../tokens/link-tokens.service.js';
import type { LoginAttempt } from '../../platform/limits/login-rate-limiter.js';
import { addressGroup } from '../../platform/network/address-group.js';
import { nameKeyOf } from '../members/members.repository.js';
import { KnownPlacesRepository } from './known-places.repository.js';

/** 16 bytes in base64url: with a colon, it could be the end of a longer name. */
const DEVICE_ID = /^[\w-]{22}$/;

/** The client of a sign-in. */
export interface SignInClient {
  /** IP address. */
  readonly address: string;
  /** Value of the device cookie. */
  readonly device: string | undefined;
}

/**
 * Devices and addresses from which a name signed in before. A device shows a signed cookie (OWASP, "Slow Down Online
 * Guessing Attacks with Device Cookies"); addresses are stored as keyed hashes.
 */
@Injectable()
export class KnownPlaces {
  constructor(
    private readonly places: KnownPlacesRepository,
    private readonly linkTokens: LinkTokensService,
  ) {}

  /** The attempt of a client to sign in under a name, spelled in any way. */
  async attempt(spelled: string, client: SignInClient): Promise<LoginAttempt> {
    const [name, address] = [nameKeyOf(spelled), addressGroup(client.address)];
    const device = this.deviceId(name, client.device);
    if (device !== undefined) return { name, address, device };
    return { name, address, isKnownAddress: await this.places.has(this.placeKey(name, address)) };
  }

  /** Whether this browser signed in under the name before; asks no database. */
  isKnownDevice(spelled: string, { device }: SignInClient): boolean {
    return this.deviceId(nameKeyOf(spelled), device) !== undefined;
  }

  /** Remembers the address of a successful sign-in. @returns the device's cookie, a new one if it has none for the name */
  async remember(spelled: string, client: SignInClient): Promise<string> {
    const name = nameKeyOf(spelled);
    await this.places.add(this.placeKey(name, addressGroup(client.address)));
    const id = this.deviceId(name, client.device) ?? randomBytes(16).toString('base64url');
    return `${id}.${this.linkTokens.token('device', `${name}:${id}`)}`;
  }

  private deviceId(name: string, cookie: string | undefined): string | undefined {
    const [id = '', token = ''] = (cookie ?? '').split('.');
    if (!DEVICE_ID.test(id)) return undefined;
    return this.linkTokens.isToken('device', `${name}:${id}`, token) ? id : undefined;
  }

  private placeKey(name: string, address: string): string {
    return this.linkTokens.token('sign-in-place', JSON.stringify([name, address]));
  }
}
