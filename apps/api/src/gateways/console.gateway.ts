import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { fromConsole } from '@wandcast/protocol/schemas';
import {
  FailureError,
  consoleNeeds,
  mayAct,
  type ConsoleToServer,
  type ConsoleParticipant,
  type ServerToConsole,
} from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { AuditService } from '../accounts/audit/audit.service.js';
import type { Member } from '../accounts/members/member.js';
import type { Session } from '../accounts/sessions/sessions.repository.js';
import { SessionsService } from '../accounts/sessions/sessions.service.js';
import { TeamService } from '../accounts/team/team.service.js';
import { CastPicturesService } from '../curation/explorer/cast-pictures.service.js';
import { DatasetsService } from '../curation/datasets/datasets.service.js';
import { EventsService } from '../rooms/events/events.service.js';
import { eventInfo } from '../rooms/events/live-event.js';
import { ImportsService } from '../curation/import/imports.service.js';
import { RegistryService } from '../models/model-registry.service.js';
import { LabelsService } from '../curation/labels/labels.service.js';
import { QueueService } from '../curation/label-queue/label-queue.service.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics.js';
import { PeopleService } from '../moderation/moderation.service.js';
import { PreflightsService } from '../rooms/preflight/preflights.service.js';
import { ProgrammeService } from '../lifecycle/event-lifecycle.service.js';
import { RehearsalService } from '../rehearsal/rehearsal.service.js';
import { BooksService } from '../rooms/spellbook/spellbooks.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { StepsService } from '../lifecycle/steps.service.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { TrainingRunService } from '../training/training-run.service.js';
import { TrainingService } from '../training/training.service.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { ConsoleWelcomeService } from './console-welcome.service.js';
import { Links } from '../rooms/events/event-links.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { Refusals } from '../platform/sockets/message-failures.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { ServerEvents } from '../platform/server-events.js';

interface Data {
  /** As it is now: a role may change while they are here. */
  session: Session;
}
type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, DefaultEventsMap, Data>;
type ConsoleNamespace = Namespace<ConsoleToServer, ServerToConsole, DefaultEventsMap, Data>;

@WebSocketGateway({ namespace: '/console' })
export class ConsoleGateway implements OnGatewayInit, OnGatewayConnection {
  private namespace: ConsoleNamespace | undefined;
  /** One look at who is signed in after another, so that an older answer never overwrites a newer one. */
  private rechecking: Promise<void> = Promise.resolve();

  constructor(
    private readonly sessions: SessionsService,
    private readonly team: TeamService,
    private readonly audit: AuditService,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly books: BooksService,
    private readonly programme: ProgrammeService,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly runs: TrainingRunService,
    private readonly pictures: CastPicturesService,
    private readonly labels: LabelsService,
    private readonly imports: ImportsService,
    private readonly datasets: DatasetsService,
    private readonly queue: QueueService,
    private readonly rounds: RoundsService,
    private readonly steps: StepsService,
    private readonly people: PeopleService,
    private readonly rehearsal: RehearsalService,
    private readonly preflights: PreflightsService,
    private readonly welcome: ConsoleWelcomeService,
    private readonly links: Links,
    private readonly serverEvents: ServerEvents,
    private readonly room: RoomChannel,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  afterInit(namespace: ConsoleNamespace): void {
    this.namespace = namespace;
    admit(namespace, 'console', this.refusals, async ({ token }, socket) => {
      const session = await this.sessions.find(token ?? socket.conn.sessionToken ?? '');
      if (session === undefined) throw new FailureError('unauthorized');
      (socket.data as Data).session = session;
    });
    this.serverEvents.on('sessions:changed', () => {
      this.rechecking = this.rechecking
        .then(() => this.recheck())
        .catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'who is signed in could not be read');
        });
    });
    this.serverEvents.on('audit:added', () => {
      for (const socket of namespace.sockets.values())
        if (socket.data.session.member.role === 'owner') socket.emit('audit:added', null);
    });
    this.room.open('console', namespace, () => {
      for (const socket of namespace.sockets.values())
        socket.emit('console:welcomed', this.welcome.for(socket.data.session.member));
    });
  }

  handleConnection(socket: ConsoleSocket): void {
    const by = (): Member => socket.data.session.member;
    this.metrics.connections.inc({ role: 'console' });
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'console' });
    });
    receive(
      socket as unknown as Socket,
      {
        role: 'console',
        who: socket.id,
        schemas: fromConsole,
        may: (name) => {
          if (!mayAct(by().role, consoleNeeds[name])) throw new FailureError('forbidden');
        },
        did: (name, message, value) => {
          const whom = name.startsWith('participant:') ? (value as ConsoleParticipant).nickname : undefined;
          this.audit.said(by().name, name, message, whom);
        },
        handlers: {
          'participants:list': () => this.people.list(),
          'participant:rename': (rename) => this.people.rename(rename),
          'participant:hide': (hide) => this.people.hide(hide),
          'participant:remove': (remove) => this.people.remove(remove),
          'participant:readmit': (readmit) => this.people.readmit(readmit),
          'rehearsal:start': (start) => this.rehearsal.start(start),
          'rehearsal:stop': () => this.rehearsal.stop(),
          'room:lock': async ({ locked }) => eventInfo(await this.events.lock(locked)),
          'room:teach': async ({ spell }) => eventInfo(await this.events.teach(spell)),
          'stage:show': async ({ view }) => eventInfo(await this.events.show(view)),
          'clock:read': () => ({ at: Date.now() }),
          'preflight:remove': (remove) => this.preflights.remove(remove),
          'stage:direct': async (direction) => eventInfo(await this.events.direct(direction)),
          'round:start': (challenge) => this.steps.begin(challenge),
          'round:pause': (pause) => this.rounds.pause(pause),
          'round:resume': (resume) => this.rounds.resume(resume),
          'round:extend': (extend) => this.rounds.extend(extend),
          'round:end': (end) => this.rounds.end(end),
          'round:undo': (undo) => this.rounds.undo(undo),
          'round:redo': (redo) => this.rounds.redo(redo),
          'step:add': (add) => this.steps.add(add),
          'step:edit': (edit) => this.steps.edit(edit),
          'step:move': (move) => this.steps.move(move),
          'step:remove': (remove) => this.steps.remove(remove),
          'step:restore': (restore) => this.steps.restore(restore),
          'step:enter': (enter) => this.steps.enter(enter),
          'spell:create': (spell) => this.spells.create(spell),
          'spell:draw': (draw) => this.spells.draw(draw),
          'spell:remove': (remove) => this.spells.remove(remove),
          'spell:restore': (restore) => this.spells.restore(restore),
          'spell:rename': (rename) => this.spells.rename(rename),
          'spell:recolor': (recolor) => this.spells.recolor(recolor),
          'spell:describe': (describe) => this.spells.describe(describe),
          'spell:move': (move) => this.spells.move(move),
          'spells:import': (spells) => this.spells.import(spells),
          'book:create': (book) => this.books.create(book),
          'book:rename': (rename) => this.books.rename(rename),
          'book:archive': (archive) => this.books.archive(archive),
          'book:restore': (restore) => this.books.restore(restore),
          'book:open': (open) => this.programme.openBook(open),
          'event:begin': async (begin) => eventInfo(await this.programme.begin(begin)),
          'room:learn': ({ learning }) => this.events.learn(learning),
          'model:train': (train) => this.training.train(train),
          'training:cancel': (cancel) => this.training.cancel(cancel),
          'model:activate': (activate) => this.registry.activate(activate),
          'model:threshold': (change) => this.registry.setThreshold(change),
          'model:inspect': (inspect) => this.registry.inspect(inspect),
          'casts:show': (show) => this.pictures.show(show),
          'casts:label': (labels) => this.labels.label(labels, by()),
          'queue:show': () => this.queue.show(by()),
          'queue:take': (take) => this.queue.take(by(), take),
          'queue:leave': () => this.queue.leave(by()),
          'casts:similar': (similar) => this.queue.similar(similar),
          'team:show': () => this.team.show(socket.data.session),
          'member:invite': async (invite) => this.links.invitation(await this.team.invite(by(), invite)),
          'member:change': (change) => this.team.change(change),
          'member:remove': (remove) => this.team.remove(remove),
          'invitation:withdraw': (withdraw) => this.team.withdraw(withdraw),
          'key:make': (make) => this.team.makeKey(by(), make),
          'session:end': ({ sessionId }) => this.sessions.end(by().id, sessionId),
          'audit:list': (page) => this.audit.list(page),
          'import:store': (store) => this.imports.store(store),
          'import:cancel': (cancel) => this.imports.cancel(cancel),
          'dataset:save': (save) => this.datasets.save(save, by().name),
          'dataset:list': () => this.datasets.count(),
          'dataset:remove': (remove) => this.datasets.remove(remove),
          'dataset:restore': (restore) => this.datasets.restore(restore),
        },
      },
      this.refusals,
    );
    socket.emit('console:welcomed', this.welcome.for(by()));
    this.runs.prepare();
  }

  /** Looks again at who is connected: some may be signed out, or have another role. */
  private async recheck(): Promise<void> {
    const sockets = [...(this.namespace?.sockets.values() ?? [])];
    const sessions = await this.sessions.listById(sockets.map((socket) => socket.data.session.id));
    const known = new Map(sessions.map((session) => [session.id, session]));
    for (const socket of sockets) {
      const session = known.get(socket.data.session.id);
      if (session === undefined) {
        socket.disconnect(true);
        continue;
      }
      socket.data.session = session;
      socket.emit('me:changed', session.member);
      socket.emit('team:changed', null);
    }
  }
}
