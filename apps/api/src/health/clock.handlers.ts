import { Injectable } from '@nestjs/common';
import { WandHandlerRegistry } from '../casting/wand-handler-registry.js';
import { Clock } from '../platform/clock.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';
import { PreflightHandlerRegistry } from '../rooms/messages/preflight-handler-registry.js';
import { StageHandlerRegistry } from '../rooms/messages/stage-handler-registry.js';

@Injectable()
export class ClockHandlers {
  constructor(
    wand: WandHandlerRegistry,
    stage: StageHandlerRegistry,
    console: ConsoleHandlerRegistry,
    preflight: PreflightHandlerRegistry,
    clock: Clock,
  ) {
    const readClock = (): { at: number } => ({ at: clock.now() });
    console.register({ 'clock:read': readClock });
    preflight.register({ 'clock:read': readClock });
    wand.register({
      'clock:read': readClock,
      'clock:report': ({ socketId, session: { room, attendance } }, reading) => {
        room.part(HealthStats).clocks.record(socketId, attendance.participant, reading, clock.now());
      },
    });
    stage.register({
      'clock:read': readClock,
      'clock:report': ({ room, socketId }, reading) => {
        room.part(HealthStats).clocks.record(socketId, null, reading, clock.now());
      },
    });
  }
}
