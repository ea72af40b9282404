import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { consoleMessages } from '@wandcast/protocol/messages';
import {
  FailureError,
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
import { CastPictures } from '../curation/explorer/cast-pictures.service.js';
import { Datasets } from '../curation/datasets/datasets.service.js';
import { EventSettings } from '../rooms/events/event-settings.js';
import type { PartType } from '../rooms/room/room-part.js';
import { Rooms } from '../rooms/room/rooms.js';
import { SocketNamespaces } from '../rooms/room/socket-namespaces.js';
import { eventInfo } from '../rooms/room/live-event.js';
import { Imports } from '../curation/import/imports.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { Labels } from '../curation/labels/labels.service.js';
import { LabelQueue } from '../curation/label-queue/label-queue.service.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Moderation } from '../moderation/moderation.service.js';
import { Preflights } from '../rooms/preflight/preflights.js';
import { EventLifecycle } from '../lifecycle/event-lifecycle.js';
import { Rehearsals } from '../rehearsal/rehearsal.service.js';
import { SpellbookList } from '../rooms/spellbook/spellbook-list.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Steps } from '../lifecycle/steps.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { TrainingRun } from '../training/training-run.service.js';
import { Trainings } from '../training/training.service.js';
import { admit } from '../platform/sockets/handshake-middleware.js';
import { ConsoleWelcomeService } from './console-welcome.service.js';
import { EventLinks } from '../rooms/events/event-links.js';
import { receive } from '../platform/sockets/message-dispatcher.js';
import { MessageFailures } from '../platform/sockets/message-failures.js';
import { ServerEvents } from '../platform/events/server-events.js';

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
    private readonly rooms: Rooms,
    private readonly namespaces: SocketNamespaces,
    private readonly welcome: ConsoleWelcomeService,
    private readonly links: EventLinks,
    private readonly serverEvents: ServerEvents,
    private readonly refusals: MessageFailures,
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
    this.namespaces.set('console', namespace);
    this.rooms.events.on('room:followed', ({ next }) => {
      for (const socket of namespace.sockets.values())
        if (socket.rooms.has(next.id))
          socket.emit('console:welcomed', this.welcome.for(next, socket.data.session.member));
    });
  }

  handleConnection(socket: ConsoleSocket): void {
    const by = (): Member => socket.data.session.member;
    const joined = this.rooms.newest;
    const part = <T extends object>(type: PartType<T>): T => joined.latest.part(type);
    void socket.join(joined.id);
    this.metrics.connections.inc({ role: 'console' });
    socket.on('disconnect', () => {
      this.metrics.connections.dec({ role: 'console' });
    });
    receive(
      socket as unknown as Socket,
      {
        role: 'console',
        who: socket.id,
        messages: consoleMessages,
        may: (name) => {
          if (!mayAct(by().role, consoleMessages[name].role)) throw new FailureError('forbidden');
        },
        did: (name, message, value) => {
          const whom = name.startsWith('participant:') ? (value as ConsoleParticipant).nickname : undefined;
          this.audit.recordMessage(by().name, name, message, whom);
        },
        handlers: {
          'participants:list': () => part(Moderation).list(),
          'participant:rename': (rename) => part(Moderation).rename(rename),
          'participant:hide': (hide) => part(Moderation).hide(hide),
          'participant:remove': (remove) => part(Moderation).remove(remove),
          'participant:readmit': (readmit) => part(Moderation).readmit(readmit),
          'rehearsal:start': (start) => part(Rehearsals).start(start),
          'rehearsal:stop': () => part(Rehearsals).stop(),
          'room:lock': async ({ locked }) => eventInfo(await part(EventSettings).lock(locked)),
          'room:teach': async ({ spell }) => eventInfo(await part(EventSettings).teach(spell)),
          'stage:show': async ({ view }) => eventInfo(await part(EventSettings).show(view)),
          'clock:read': () => ({ at: Date.now() }),
          'preflight:remove': (remove) => part(Preflights).remove(remove),
          'stage:direct': async (direction) => eventInfo(await part(EventSettings).direct(direction)),
          'round:start': (challenge) => part(Steps).begin(challenge),
          'round:pause': (pause) => part(Rounds).pause(pause),
          'round:resume': (resume) => part(Rounds).resume(resume),
          'round:extend': (extend) => part(Rounds).extend(extend),
          'round:end': (end) => part(Rounds).end(end),
          'round:undo': (undo) => part(Rounds).undo(undo),
          'round:redo': (redo) => part(Rounds).redo(redo),
          'step:add': (add) => part(Steps).add(add),
          'step:edit': (edit) => part(Steps).edit(edit),
          'step:move': (move) => part(Steps).move(move),
          'step:remove': (remove) => part(Steps).remove(remove),
          'step:restore': (restore) => part(Steps).restore(restore),
          'step:enter': (enter) => part(Steps).enter(enter),
          'spell:create': (spell) => part(Spellbook).create(spell),
          'spell:draw': (draw) => part(Spellbook).draw(draw),
          'spell:remove': (remove) => part(Spellbook).remove(remove),
          'spell:restore': (restore) => part(Spellbook).restore(restore),
          'spell:rename': (rename) => part(Spellbook).rename(rename),
          'spell:recolor': (recolor) => part(Spellbook).recolor(recolor),
          'spell:describe': (describe) => part(Spellbook).describe(describe),
          'spell:move': (move) => part(Spellbook).move(move),
          'spells:import': (spells) => part(Spellbook).import(spells),
          'book:create': (book) => part(SpellbookList).create(book),
          'book:rename': (rename) => part(SpellbookList).rename(rename),
          'book:archive': (archive) => part(SpellbookList).archive(archive),
          'book:restore': (restore) => part(SpellbookList).restore(restore),
          'book:open': (open) => part(EventLifecycle).openBook(open),
          'event:begin': async (begin) => eventInfo(await part(EventLifecycle).begin(begin)),
          'room:learn': ({ learning }) => part(EventSettings).learn(learning),
          'model:train': (train) => part(Trainings).train(train),
          'training:cancel': (cancel) => part(Trainings).cancel(cancel),
          'model:activate': (activate) => part(ModelRegistry).activate(activate),
          'model:threshold': (change) => part(ModelRegistry).setThreshold(change),
          'model:inspect': (inspect) => part(ModelRegistry).inspect(inspect),
          'casts:show': (show) => part(CastPictures).show(show),
          'casts:label': (labels) => part(Labels).label(labels, by()),
          'queue:show': () => part(LabelQueue).show(by()),
          'queue:take': (take) => part(LabelQueue).take(by(), take),
          'queue:leave': () => part(LabelQueue).leave(by()),
          'casts:similar': (similar) => part(LabelQueue).similar(similar),
          'team:show': () => this.team.show(socket.data.session),
          'member:invite': async (invite) => this.links.invitation(await this.team.invite(by(), invite)),
          'member:change': (change) => this.team.change(change),
          'member:remove': (remove) => this.team.remove(remove),
          'invitation:withdraw': (withdraw) => this.team.withdraw(withdraw),
          'key:make': (make) => this.team.createKey(by(), make),
          'session:end': ({ sessionId }) => this.sessions.end(by().id, sessionId),
          'audit:list': (page) => this.audit.list(page),
          'import:store': (store) => part(Imports).store(store),
          'import:cancel': (cancel) => part(Imports).cancel(cancel),
          'dataset:save': (save) => part(Datasets).save(save, by().name),
          'dataset:list': () => part(Datasets).count(),
          'dataset:remove': (remove) => part(Datasets).remove(remove),
          'dataset:restore': (restore) => part(Datasets).restore(restore),
        },
      },
      this.refusals,
    );
    socket.emit('console:welcomed', this.welcome.for(joined, by()));
    part(TrainingRun).prepare();
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
