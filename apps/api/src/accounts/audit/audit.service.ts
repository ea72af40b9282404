import { Injectable } from '@nestjs/common';
import type { AuditFacts, AuditLine, FromConsole } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { FIRST_ORGANIZATION } from '../members/organization.js';
import { AuditRepository, type AuditContent, type AuditedBy } from './audit.repository.js';
import { isAudited, type AccountAction, type ConsoleMessageName } from './audited-actions.js';
import { ServerEvents } from '../../platform/events/server-events.js';

/** Longest detail, characters. */
const MAX_DETAIL = 200;

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

  /** Logs a console message that succeeded, unless it changes nothing. */
  recordMessage(by: AuditedBy, name: ConsoleMessageName, message: unknown, about: Omit<AuditContent, 'detail'>): void {
    if (!isAudited(name)) return;
    if (name === 'casts:label' && (message as FromConsole<'casts:label'>).labels.length === 1) return;
    this.write(by, name, { detail: detailOf(message), ...about });
  }

  record(by: AuditedBy, action: AccountAction, facts: AuditFacts = {}): void {
    this.write(by, action, { detail: detailOf(facts), facts });
  }

  /** Writes an entry of nobody in particular for the first organization, or replaces the facts of one. @returns its id */
  async tally(id: number | undefined, action: AccountAction, facts: AuditFacts): Promise<number> {
    const nobody = { name: '', organizationId: FIRST_ORGANIZATION };
    const written = id ?? (await this.audit.write(nobody, action, { detail: detailOf(facts), facts }));
    if (id !== undefined) await this.audit.amend(id, detailOf(facts), facts);
    this.announce();
    return written;
  }

  list(organizationId: string, { before, limit }: FromConsole<'audit:list'>): Promise<AuditLine[]> {
    return this.audit.list(organizationId, before, limit);
  }

  private announce(): void {
    this.bus.publish({ kind: 'audited' });
    this.events.emit('audit:added', null);
  }

  private write(by: AuditedBy, did: string, content: AuditContent): void {
    this.audit.write(by, did, content).then(
      () => {
        this.announce();
      },
      (error: unknown) => {
        this.log.error({ by: by.name, did, error: (error as Error).message }, 'could not write to the audit log');
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
