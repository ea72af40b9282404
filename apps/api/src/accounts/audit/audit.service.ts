import { Injectable } from '@nestjs/common';
import type { AuditLine, FromConsole } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { AuditRepository } from './audit.repository.js';
import { ServerEvents } from '../../platform/events/server-events.js';

/** Longest detail, characters. */
const MAX_DETAIL = 200;

/** Messages that need more than the viewer role but change nothing. */
const readOnlyMessages: ReadonlySet<string> = new Set(['audit:list', 'queue:take', 'queue:leave']);

/** Account actions that are not console messages. */
type AccountAction = 'member:joined' | 'session:opened' | 'session:closed' | 'sessions:closed' | 'password:changed';

/** The audit log of console actions. Single labels are not logged, because the label table records them. */
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

  /** Logs a console message that succeeded, unless it changes nothing. @param whom display name of the participant */
  recordMessage(by: string, name: keyof typeof consoleMessages, message: unknown, whom?: string): void {
    if (consoleMessages[name].role === 'viewer' && name !== 'session:end') return;
    if (readOnlyMessages.has(name)) return;
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
        this.log.error({ by, did, error: (error as Error).message }, 'could not write to the audit log');
      },
    );
  }
}

/** A message in one line, as in "role: viewer, note: Bea"; arrays are given by their length. */
function detailOf(message: unknown): string {
  return fieldsOf(message).slice(0, MAX_DETAIL);
}

function fieldsOf(message: unknown): string {
  return Object.entries(message as Record<string, unknown>)
    .map(([field, value]) => `${field}: ${valueOf(value)}`)
    .join(', ');
}

function valueOf(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} items`;
  return typeof value === 'object' && value !== null ? `(${fieldsOf(value)})` : String(value);
}
