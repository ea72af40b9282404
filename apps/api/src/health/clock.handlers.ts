import { Injectable } from '@nestjs/common';
import { WandHandlers } from '../casting/wand-handlers.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { ConsoleHandlers } from '../rooms/messages/console-handlers.js';
import { PreflightHandlers } from '../rooms/messages/preflight-handlers.js';
import { StageHandlers } from '../rooms/messages/stage-handlers.js';

const readClock = (): { at: number } => ({ at: Date.now() });

@Injectable()
export class ClockHandlers {
  constructor(wand: WandHandlers, stage: StageHandlers, console: ConsoleHandlers, preflight: PreflightHandlers) {
    console.register({ 'clock:read': readClock });
    preflight.register({ 'clock:read': readClock });
    wand.register({
      'clock:read': readClock,
      'clock:report': ({ room, socketId, attendance }, clock) => {
        room.part(HealthStats).clocks.record(socketId, attendance.participant, clock, Date.now());
      },
    });
    stage.register({
      'clock:read': readClock,
      'clock:report': ({ room, socketId }, clock) => {
        room.part(HealthStats).clocks.record(socketId, null, clock, Date.now());
      },
    });
  }
}
