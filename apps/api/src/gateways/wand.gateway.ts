import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { castId, fromWand } from '@wandcast/protocol/schemas';
import type { NextEvent, ServerToWand, WandToServer, Welcome } from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CastFailure } from '../casting/ingest/cast-session.js';
import { CastsService } from '../casting/casts.service.js';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import type { Attendance } from '../rooms/participants/attendance.js';
import { EventsService } from '../rooms/events/events.service.js';
import { eventInfo } from '../rooms/events/live-event.js';
import { ParticipantsService } from '../rooms/participants/participants.service.js';
import { InferenceService } from '../models/inference.service.js';
import { Metrics } from '../platform/metrics.js';
import { RoomPulse } from '../rooms/health-stats/health-stats.js';
import { PeopleService } from '../moderation/moderation.service.js';
import { BoardService } from '../games/leaderboard/leaderboard.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { TeachingNeedsNotifier } from '../training/needs-notifier.service.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { Refusals } from '../platform/sockets/message-failures.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { Crowd } from '../rooms/participants/crowd.js';

interface Data {
  attendance: Attendance;
}
type WandSocket = Socket<WandToServer, ServerToWand, DefaultEventsMap, Data>;
type WandNamespace = Namespace<WandToServer, ServerToWand, DefaultEventsMap, Data>;

@WebSocketGateway({ namespace: '/wand' })
export class WandGateway implements OnGatewayInit<WandNamespace>, OnGatewayConnection<WandSocket> {
  constructor(
    private readonly participants: ParticipantsService,
    private readonly people: PeopleService,
    private readonly casts: CastsService,
    private readonly deletions: DeletionsService,
    private readonly needs: TeachingNeedsNotifier,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly rounds: RoundsService,
    private readonly board: BoardService,
    private readonly crowd: Crowd,
    private readonly room: RoomChannel,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
    private readonly pulse: RoomPulse,
  ) {}

  afterInit(namespace: WandNamespace): void {
    admit(namespace, 'wand', this.refusals, async (handshake, socket) => {
      const attendance = await this.participants.join(handshake);
      await this.people.recall(attendance);
      (socket.data as Data).attendance = attendance;
    });
    this.room.open('wand', namespace, () => {
      namespace.emit('event:ended', this.next());
    });
  }

  handleConnection(socket: WandSocket): void {
    const received = this.people.received(socket.data.attendance);
    if (received === undefined) {
      socket.disconnect(true); // removed since the door let them in
      return;
    }
    const attendance = { ...socket.data.attendance, ...received };
    const { participant, hidden } = attendance;
    void socket.join(participant.id); // whoever is dismissed, is on all their pages
    const desk = this.casts.openDesk(attendance, {
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
        schemas: fromWand,
        alsoKnown: ['cast:samples'],
        handlers: {
          'cast:start': (start) => {
            this.casts.start(desk, start);
          },
          'cast:cancel': (cancel) => {
            desk.cancel(cancel.castId);
          },
          'cast:end': (end) => this.casts.end(desk, end),
          'cast:replay': async (cast) => {
            const stored = await this.casts.replay(desk, cast);
            if (!stored.duplicate) this.pulse.caughtUp();
            return stored;
          },
          'casts:list': (page) => this.casts.list(participant, page),
          'casts:fetch': (fetch) => this.casts.fetch(participant, fetch),
          'casts:delete': (deletion) => this.deletions.delete(participant, deletion),
          'me:forget': () => this.deletions.forget(participant),
          'clock:read': () => ({ at: Date.now() }),
          'clock:report': (clock) => {
            this.pulse.clocks.told(socket.id, participant, clock, Date.now());
          },
        },
        refuse: ({ failure }, message) => {
          refuse((message as { castId?: unknown } | null | undefined)?.castId, failure);
        },
      },
      this.refusals,
    );
    socket.on('cast:samples', (bytes: unknown) => {
      try {
        desk.samples(bytes instanceof Uint8Array ? bytes : new Uint8Array());
      } catch (error) {
        const failure = this.refusals.of(error, 'wand cast:samples', participant.id);
        reception.refused();
        refuse(error instanceof CastFailure ? error.castId : null, failure);
      }
    });
    socket.on('disconnect', (reason) => {
      this.pulse.clocks.gone(socket.id);
      this.pulse.phoneDeparted(participant.id, reason === 'server namespace disconnect');
      desk.clear();
      this.crowd.departed(participant);
      this.metrics.connections.dec({ role: 'wand' });
    });
    this.metrics.connections.inc({ role: 'wand' });
    this.pulse.phoneArrived(participant.id);
    if (!this.events.isOver(attendance.eventId)) this.crowd.arrived(participant, hidden);
    socket.emit('wand:welcomed', this.welcome(attendance));
  }

  private welcome({ participant, eventId }: Attendance): Welcome {
    const next = this.events.isOver(eventId) ? this.next() : null;
    const event = eventInfo(this.events.current);
    const [spells, teachingNeeds] = [this.spells.list(), this.needs.list()];
    const [round, standing] = [this.rounds.newest, this.board.welcomed(participant.id)];
    return { participant, event, spells, model: this.inference.model, teachingNeeds, next, round, standing };
  }

  private next(): NextEvent {
    const { code, title } = this.events.current;
    return { code, title };
  }
}
