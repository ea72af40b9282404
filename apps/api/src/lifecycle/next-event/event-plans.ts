import { Injectable } from '@nestjs/common';
import type { FromConsole } from '@wandcast/protocol';
import type { GuardedRoom } from '../../accounts/members/member.js';
import { EventsRepository } from '../../rooms/events/events.repository.js';
import type { PlannedStep } from '../../rooms/events/new-events.js';
import { SpellsRepository } from '../../rooms/spellbook/spells.repository.js';
import { defaultPlan } from '../../run-of-show/default-steps.js';
import { StepsRepository } from '../../run-of-show/steps.repository.js';

/** The run of show that a new event begins with. */
@Injectable()
export class EventPlans {
  constructor(
    private readonly steps: StepsRepository,
    private readonly spells: SpellsRepository,
    private readonly events: EventsRepository,
  ) {}

  /** @returns nothing for a copy of the event before  @throws FailureError `event-deleted` */
  async stepsFor(
    { id, organizationId }: GuardedRoom,
    { plan, bookId }: Pick<FromConsole<'event:begin'>, 'plan' | 'bookId'>,
  ): Promise<PlannedStep[]> {
    if (plan === undefined) return [];
    if (plan === 'default') return defaultPlan((await this.spells.read(bookId, organizationId)).spells);
    await this.events.checkIn(id, [plan]);
    await this.events.getBookId(plan); // throws if it was deleted
    return this.steps.planOf(plan);
  }
}
