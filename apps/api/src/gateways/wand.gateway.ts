import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { wandMessages } from '@wandcast/protocol/messages';
import { castId } from '@wandcast/protocol/schemas';
import type { NextEvent, ServerToWand, WandToServer, Welcome } from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CastFailure } from '../casting/ingest/cast-session.js';
import { CastsService } from '../casting/casts.service.js';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import type { Attendance } from '../rooms/participants/attendance.js';
import { eventInfo } from '../rooms/room/live-event.js';
import { ParticipantsService } from '../rooms/participants/participants.service.js';
import { Inference } from '../models/inference.service.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { Moderation } from '../moderation/moderation.service.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { TeachingNeedsNotifier } from '../training/needs-notifier.service.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/sockets/message-failures.js';
import type { Room } from '../rooms/room/room.js';
import { Rooms } from '../rooms/room/rooms.js';
import { SocketNamespaces } from '../rooms/room/socket-namespaces.js';
import { Presence } from '../rooms/participants/presence.js';

/** Samples are bytes that are read by hand: they have a listener of their own. */
const { 'cast:samples': castSamples, ...messages } = wandMessages;

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
    private readonly participants: ParticipantsService,
    private readonly casts: CastsService,
    private readonly deletions: DeletionsService,
    private readonly rooms: Rooms,
    private readonly namespaces: SocketNamespaces,
    private readonly refusals: MessageFailures,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: WandNamespace): void {
    admit(namespace, 'wand', this.refusals, async (handshake, socket) => {
      const attendance = await this.participants.join(handshake);
      const room = this.rooms.serving(attendance.eventId);
      await room.part(Moderation).refresh(attendance);
      Object.assign(socket.data as Data, { attendance, room });
    });
    this.namespaces.set('wand', namespace);
    this.rooms.events.on('room:followed', ({ next }) => {
      namespace.in(next.id).emit('event:ended', nextEvent(next));
    });
  }

  handleConnection(socket: WandSocket): void {
    const joined = socket.data.room;
    const received = joined.latest.part(Moderation).admission(socket.data.attendance);
    if (received === undefined) {
      socket.disconnect(true); // removed since the door let them in
      return;
    }
    const attendance = { ...socket.data.attendance, ...received };
    const { participant, hidden } = attendance;
    void socket.join(joined.latest.id);
    void socket.join(participant.id); // whoever is dismissed, is on all their pages
    const session = this.casts.openSession(joined, attendance, {
      bars: (id, probabilities) => void socket.volatile.emit('bars:moved', { castId: id, probabilities }),
    });
    const refuse = (id: unknown, failure: Parameters<ServerToWand['cast:refused']>[0]['failure']): void => {
      socket.emit('cast:refused', { castId: castId.safeParse(id).data ?? null, failure });
    };
    const reception = receive(
      socket as unknown as Socket,
      {
        role: 'wand',
        who: participant.id,
        messages,
        alsoKnown: [castSamples.name],
        handlers: {
          'cast:start': (start) => {
            this.casts.start(session, start);
          },
          'cast:cancel': (cancel) => {
            session.cancel(cancel.castId);
          },
          'cast:end': (end) => this.casts.end(session, end),
          'cast:replay': async (cast) => {
            const stored = await this.casts.replay(session, cast);
            if (!stored.duplicate) joined.latest.part(HealthStats).pendingCastStored();
            return stored;
          },
          'casts:list': (page) => this.casts.list(participant, page),
          'casts:fetch': (fetch) => this.casts.fetch(participant, fetch),
          'casts:delete': (deletion) => this.deletions.delete(attendance, deletion),
          'me:forget': () => this.deletions.forget(attendance),
          'clock:read': () => ({ at: Date.now() }),
          'clock:report': (clock) => {
            joined.latest.part(HealthStats).clocks.record(socket.id, participant, clock, Date.now());
          },
        },
        refuse: ({ failure }, message) => {
          refuse((message as { castId?: unknown } | null | undefined)?.castId, failure);
        },
      },
      this.refusals,
    );
    socket.on(castSamples.name, (bytes: unknown) => {
      try {
        session.samples(bytes instanceof Uint8Array ? bytes : new Uint8Array());
      } catch (error) {
        const failure = this.refusals.of(error, 'wand cast:samples', participant.id);
        reception.refused();
        refuse(error instanceof CastFailure ? error.castId : null, failure);
      }
    });
    socket.on('disconnect', (reason) => {
      const { latest } = joined;
      latest.part(HealthStats).clocks.gone(socket.id);
      latest.part(HealthStats).phoneDeparted(participant.id, reason === 'server namespace disconnect');
      session.clear();
      latest.part(Presence).departed(participant);
      this.metrics.connections.dec({ role: 'wand' });
    });
    this.metrics.connections.inc({ role: 'wand' });
    const room = joined.latest;
    room.part(HealthStats).phoneArrived(participant.id);
    if (!session.isOver) room.part(Presence).arrived(participant, hidden);
    socket.emit('wand:welcomed', welcome(room, attendance));
  }
}

function welcome(room: Room, { participant, eventId }: Attendance): Welcome {
  const [spells, { model }] = [room.part(Spellbook).list(), room.part(Inference)];
  const round = room.part(Rounds).newest;
  return {
    ...{ participant, event: eventInfo(room.event), spells, model, round },
    teachingNeeds: room.part(TeachingNeedsNotifier).list(),
    next: eventId === room.id ? null : nextEvent(room),
    standing: room.part(Leaderboard).welcomed(participant.id),
  };
}

function nextEvent({ event: { code, title } }: Room): NextEvent {
  return { code, title };
}
