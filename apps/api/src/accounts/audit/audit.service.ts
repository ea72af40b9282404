import { Injectable } from '@nestjs/common';
import type { AuditLine, FromConsole } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { AuditRepository } from './audit.repository.js';
import { ServerEvents } from '../../platform/events/server-events.js';

/** Longest detail, characters: enough to know what was meant. */
const MAX_DETAIL = 200;

/** They need more than a viewer's role, and change nothing all the same. */
const changeNothing: ReadonlySet<string> = new Set(['audit:list', 'queue:take', 'queue:leave']);

/** What happens to accounts, beside the console's messages. */
export type AccountAction =
  'member:joined' | 'session:opened' | 'session:closed' | 'sessions:closed' | 'password:changed';

/** Who did what at the console. Labels one by one are a record of their own, and not repeated here. */
@Injectable()
export class AuditService {
  constructor(
    private readonly audit: AuditRepository,
    private readonly events: ServerEvents,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {
    bus.on('audited', () => {
      this.events.emit('audit:added', null);
    });
  }

  /** A console's message that was done. Those that change nothing are left out. @param whom as everyone calls them */
  recordMessage(by: string, name: keyof typeof consoleMessages, message: unknown, whom?: string): void {
    if (consoleMessages[name].role === 'viewer' && name !== 'session:end') return;
    if (changeNothing.has(name)) return;
    if (name === 'casts:label' && (message as FromConsole<'casts:label'>).labels.length === 1) return;
    this.write(by, name, whom === undefined ? detailOf(message) : detailOf({ whom, ...(message as object) }));
  }

  record(by: string, action: AccountAction, detail = ''): void {
    this.write(by, action, detail);
  }

  list({ before, limit }: FromConsole<'audit:list'>): Promise<AuditLine[]> {
    return this.audit.list(before, limit);
  }

  private write(by: string, did: string, detail: string): void {
    this.audit.write(by, did, detail).then(
      () => {
        this.bus.publish({ kind: 'audited' });
        this.events.emit('audit:added', null);
      },
      (error: unknown) => {
        this.log.error({ by, did, error: (error as Error).message }, 'the audit log could not be written');
      },
    );
  }
}

/** A message in one line, as in "role: viewer, note: Bea"; of what is long, how much. */
function detailOf(message: unknown): string {
  return fieldsOf(message).slice(0, MAX_DETAIL);
}

function fieldsOf(message: unknown): string {
  return Object.entries(message as Record<string, unknown>)
    .map(([field, value]) => `${field}: ${valueOf(value)}`)
    .join(', ');
}

function valueOf(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} of them`;
  return typeof value === 'object' && value !== null ? `(${fieldsOf(value)})` : String(value);
}
