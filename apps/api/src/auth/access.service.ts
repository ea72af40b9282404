import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { SecretsRepository } from './secrets.repository.js';

export type Role = 'stage' | 'console';

/**
 * Tokens of the stage and console links. Each is an HMAC of its role and event under a secret in the
 * database: the same on every node and after every restart, worth nothing for the other role, stored nowhere.
 */
@Injectable()
export class AccessService implements OnModuleInit {
  private secret: Buffer | undefined;

  constructor(private readonly secrets: SecretsRepository) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.secrets.getOrCreate('links');
  }

  token(role: Role, eventId: string): string {
    if (this.secret === undefined) throw new Error('tokens are asked for before the secret was read');
    return createHmac('sha256', this.secret).update(`${role}:${eventId}`).digest('base64url');
  }

  /** @throws FailureError `unauthorised` */
  check(role: Role, eventId: string, token: string): void {
    const [given, right] = [Buffer.from(token), Buffer.from(this.token(role, eventId))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new FailureError('unauthorised');
  }
}
