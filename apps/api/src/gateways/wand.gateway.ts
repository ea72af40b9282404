import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { Failure, NextEvent, ServerToWand, WandToServer, Welcome } from '@wandcast/protocol';
import { castId } from '@wandcast/protocol/schemas';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CastsService } from '../casting/casts.service.js';
import { CastFailure } from '../casting/ingest/cast-session.js';
import { PersonalAdapters } from '../casting/personal/personal-adapters.service.js';
import { SAMPLES_MESSAGE, WandHandlerRegistry, type WandCaller } from '../casting/wand-handler-registry.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Inference } from '../models/inference.service.js';
import { Moderation } from '../moderation/moderation.service.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { useHandshake } from '../platform/sockets/handshake-middleware.js';
import { dispatchMessages } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/failures/message-failures.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import type { Attendance } from '../rooms/participants/attendance.js';
import { ParticipantsService } from '../rooms/participants/participants.service.js';
import { Presence } from '../rooms/participants/presence.js';
import { eventInfo } from '../rooms/room/event-record.js';
import type { Room } from '../rooms/room/room.js';
import { Rooms } from '../rooms/room/rooms.js';
import { Steps } from '../run-of-show/steps.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { TeachingNeedsNotifier } from '../training/teaching-needs-notifier.js';

interface Data {
  attendance: Attendance;
  /** The room at the handshake. */
  room: Room;
}
type WandSocket = Socket<WandToServer, ServerToWand, DefaultEventsMap, Data>;
type WandNamespace = Namespace<WandToServer, ServerToWand, DefaultEventsMap, Data>;

@WebSocketGateway({ namespace: '/wand' })
export class WandGateway implements OnGatewayInit<WandNamespace>, OnGatewayConnection<WandSocket> {
  constructor(
    private readonly handlers: WandHandlerRegistry,
    private readonly participants: ParticipantsService,
    private readonly casts: CastsService,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly failures: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: WandNamespace): void {
    this.handlers.assertComplete();
    useHandshake(namespace, 'wand', this.failures, async (handshake, socket) => {
      const admitted = async (attendance: Attendance): Promise<Attendance> => {
        const room = await this.openRooms.get(attendance.roomId);
        await room.part(Moderation).refresh(attendance);
        Object.assign(socket.data as Data, { attendance, room });
        return attendance;
      };
      const { conn } = socket;
      const phone = { address: conn.clientAddress ?? '', device: conn.phoneCookie };
      const { returning, write } = await this.participants.join(handshake, phone);
      if (write !== undefined) return async () => admitted(await write());
      await admitted(returning);
      return undefined;
    });
    this.rooms.serve('wand', namespace);
    this.rooms.events.on('room:replaced', ({ next }) => {
      namespace.in(next.eventId).emit('event:ended', nextEvent(next));
    });
  }

  handleConnection(socket: WandSocket): void {
    const joined = socket.data.room;
    const admission = joined.latest.part(Moderation).admission(socket.data.attendance);
    if (admission === undefined) {
      socket.disconnect(true); // removed since the handshake
      return;
    }
    const attendance = { ...socket.data.attendance, ...admission };
    const caller = this.open(socket, joined, attendance);
    const { participant, hidden } = attendance;
    void socket.join(joined.latest.eventId);
    void socket.join(participant.id); // reaches every page of the participant
    this.dispatch(socket, caller);
    socket.on('disconnect', (reason) => {
      const { room } = caller.session;
      room.part(HealthStats).clocks.gone(socket.id);
      room.part(HealthStats).phoneDeparted(participant.id, reason === 'server namespace disconnect');
      caller.session.close();
      room.part(Presence).departed(participant);
      this.metrics.connections.dec({ role: 'wand' });
    });
    this.metrics.connections.inc({ role: 'wand' });
    const { room } = caller.session;
    room.part(HealthStats).phoneArrived(participant.id);
    if (!caller.session.isOver) room.part(Presence).arrived(participant, hidden);
    socket.emit('wand:welcomed', welcome(room, attendance));
  }

  private open(socket: WandSocket, joined: Room, attendance: Attendance): WandCaller {
    const session = this.casts.openSession(joined, attendance, {
      bars: (id, probabilities) => void socket.volatile.emit('bars:moved', { castId: id, probabilities }),
    });
    return { socketId: socket.id, session };
  }

  private dispatch(socket: WandSocket, caller: WandCaller): void {
    const who = caller.session.attendance.participant.id;
    const refuse = (id: unknown, failure: Failure): void => {
      socket.emit('cast:refused', { castId: castId.safeParse(id).data ?? null, failure });
    };
    const { countRefusal } = dispatchMessages(
      socket as unknown as Socket,
      {
        ...{ role: 'wand', who, handlers: this.handlers, caller },
        eventOf: ({ session }) => session.room.latest.eventId,
        urgent: ['cast:start', 'cast:end', 'cast:cancel'],
        alsoKnown: [SAMPLES_MESSAGE],
        onFailure: (failure, message) => {
          refuse((message as { castId?: unknown } | null | undefined)?.castId, failure);
        },
      },
      this.failures,
    );
    socket.on(SAMPLES_MESSAGE, (bytes: unknown) => {
      try {
        caller.session.samples(bytes instanceof Uint8Array ? bytes : new Uint8Array());
      } catch (error) {
        const failure = this.failures.of(error, `wand ${SAMPLES_MESSAGE}`, who, caller.session.room.latest.eventId);
        countRefusal();
        refuse(error instanceof CastFailure ? error.castId : null, failure);
      }
    });
  }
}

function welcome(room: Room, { participant, eventId, isNew }: Attendance): Welcome {
  return {
    participant,
    event: eventInfo(room.event),
    spells: room.part(Spellbook).list(),
    model: room.part(Inference).model,
    round: room.part(Rounds).newest,
    teachingNeeds: room.part(TeachingNeedsNotifier).list(),
    next: eventId === room.eventId ? null : nextEvent(room),
    standing: room.part(Leaderboard).welcomed(participant.id),
    adaptation: room.part(PersonalAdapters).welcomed(participant.id, isNew),
    freeCasting: room.part(Steps).freeCasting,
  };
}

function nextEvent({ event: { code, title } }: Room): NextEvent {
  return { code, title };
}
