import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditService } from '../../accounts/audit/audit.service.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { EventDeletionsRepository } from './event-deletions.repository.js';
import { EventDeletions } from './event-deletions.service.js';

const DAY_MS = 24 * 60 * 60_000;
/** The name under which the audit log shows what no member did. */
const NOBODY = 'Wandcast';

/** Deletes evenings that ended longer ago than --keep-days, as an owner would: they can be restored for ten minutes. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private readonly checks = new SingleFlight(
    () => this.check(),
    (error) => {
      this.log.error({ error: (error as Error).message }, 'could not delete old evenings');
    },
  );

  constructor(
    private readonly repository: EventDeletionsRepository,
    private readonly deletions: EventDeletions,
    private readonly audit: AuditService,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.keepDays === undefined) return;
    this.timer = setInterval(() => {
      this.checks.run();
    }, DAY_MS);
    this.checks.run();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.checks.stop();
  }

  private async check(): Promise<void> {
    const days = this.config.keepDays;
    if (days === undefined) return;
    const ended = await this.repository.markEnded(days);
    for (const { id, code, title, organizationId } of ended) {
      this.log.info({ event: id, code, days }, 'event is older than --keep-days; deleted');
      this.audit.record({ name: NOBODY, organizationId }, 'event:expired', { title, code, days });
    }
    if (ended.length > 0) this.deletions.announce();
  }
}
