import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AuditFacts } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import type { LoginAttempt } from '../../platform/limits/login-rate-limiter.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { AuditService } from '../audit/audit.service.js';

/** Failures within this time after the first share an audit entry, ms. */
const WINDOW_MS = 10 * 60_000;
/** Shortest time between updates of the entry, ms. */
const UPDATE_INTERVAL_MS = 5_000;
/** Names counted apart. */
const MAX_NAMES = 1_000;

interface Window {
  readonly endsAt: number;
  /** Of the audit entry; undefined before it is written. */
  id: number | undefined;
  count: number;
  /** Refused because of too many tries. */
  limited: number;
  /** Folded names, only counted: people sometimes type their password into the wrong field. */
  readonly names: Set<string>;
  /** Members whose account was tried. */
  readonly members: Set<string>;
}

/** Failed sign-ins, for the log and the audit log: hundreds of attempts become one entry that counts them. */
@Injectable()
export class FailedSignIns implements OnModuleDestroy {
  private current: Window | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isUpToDate = true;
  private readonly writes = new SerialQueue();

  constructor(
    private readonly audit: AuditService,
    private readonly log: Log,
  ) {}

  /** @param member name of the member whose account was tried; undefined if there is none with this name */
  wrong(attempt: LoginAttempt, member: string | undefined): void {
    const isKnown = attempt.device !== undefined || attempt.isKnownAddress === true;
    this.log.warn({ member: member ?? null, address: attempt.address, isKnown }, 'sign-in failed');
    this.count(attempt.name, member);
  }

  /** An attempt that was refused without looking at its password. */
  limited(attempt: LoginAttempt): void {
    this.count(attempt.name, undefined).limited++;
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.update();
  }

  private count(name: string, member: string | undefined): Window {
    const now = Date.now();
    if (this.current === undefined || now >= this.current.endsAt)
      this.current = {
        endsAt: now + WINDOW_MS,
        id: undefined,
        count: 0,
        limited: 0,
        names: new Set(),
        members: new Set(),
      };
    const window = this.current;
    window.count++;
    if (window.names.size < MAX_NAMES) window.names.add(name);
    if (member !== undefined) window.members.add(member);
    this.isUpToDate = false;
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        void this.update();
      },
      window.count === 1 ? 0 : UPDATE_INTERVAL_MS,
    ).unref();
    return window;
  }

  private update(): Promise<void> {
    const window = this.current;
    return this.writes.run(async () => {
      if (window === undefined || this.isUpToDate) return;
      this.isUpToDate = true;
      const { count, limited } = window;
      if (count > 1) this.log.warn({ count, limited, names: window.names.size }, 'sign-ins failed');
      try {
        window.id = await this.audit.tally(window.id, 'sign-in:failed', factsOf(window));
      } catch (error) {
        this.log.error({ error: (error as Error).message }, 'could not write failed sign-ins to the audit log');
      }
    });
  }
}

function factsOf({ count, names, members }: Window): AuditFacts {
  const [member, ...others] = members;
  return { count, names: names.size, ...(member !== undefined && others.length === 0 && { member }) };
}
