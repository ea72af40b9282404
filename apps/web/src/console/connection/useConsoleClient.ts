import type {
  Answer,
  Book,
  Books,
  CastId,
  CastPicture,
  ConsoleToServer,
  Dataset,
  FromConsole,
  Health,
  ModelKind,
  PhoneTrialPrediction,
  ServerToConsole,
  SpellId,
  StageView,
  TrainingProgress,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { socketOptions, useConnection, type ConnectionState } from '../../shared/connection/socket-connection';
import { afterTraining, afterWelcome, withBook, withModels, withoutBook, type ClientState } from './client-state';
import { cutRequests, type CutRequests } from './cut-requests';
import { eventRequests, type EventRequests } from './event-requests';
import { importRequests, type ImportRequests } from './import-requests';
import { ANSWER_MS, SLOW_ANSWER_MS, requestsOf, type RequestWithin, type ApplyAnswer } from './request';
import { modelRequests, type ModelRequests } from './model-requests';
import { participantRequests, type ParticipantRequests } from './participant-requests';
import { runRequests, type RunRequests } from './run-requests';
import { bookSpellRequests, type BookSpellRequests } from './spell-requests';
import { withHealth } from './health-history';
import { withEvent } from './run-state';
import { useServerClock, type PageClock } from '../../shared/clock/useServerClock';
import { useGoneCasts } from './useGoneCasts';
import { useLabelLink } from './labels/label-link';
import { useLabelWriter, type LabelWriter } from './labels/label-writer';
import { labelQueueRequests, type LabelQueueRequests } from './label-queue-requests';
import {
  organizationRequests,
  type OrganizationRequests,
  roomOf,
  roomRequests,
  type RoomRequests,
} from './room-requests';
import { preflightRequests, type PreflightRequests } from './preflight-requests';
import { teamRequests, type TeamRequests } from './team-requests';

export interface ConsoleClient {
  readonly link: Readonly<ShallowRef<ConnectionState>>;
  /** Connects at once after a refusal. */
  readonly retry: () => void;
  /** Undefined before the first welcome. */
  readonly state: Readonly<ShallowRef<ClientState | undefined>>;
  /** Health of the last minutes. */
  readonly history: Readonly<ShallowRef<readonly Health[]>>;
  readonly clock: PageClock;
  lock(locked: boolean): Promise<Answer<unknown>>;
  /** Sets the spell that the room teaches; null for none. */
  teach(spell: SpellId | null): Promise<Answer<unknown>>;
  show(view: StageView): Promise<Answer<unknown>>;
  readonly spells: BookSpellRequests;
  /** @param from the book to copy; blank if null */
  createBook(name: string, from: string | null): Promise<Answer<Book>>;
  renameBook(bookId: string, name: string): Promise<Answer<Book>>;
  archiveBook(bookId: string): Promise<Answer<Book>>;
  restoreBook(bookId: string): Promise<Answer<Book>>;
  /** Deletes an archived book for good. */
  deleteBook(bookId: string): Promise<Answer<null>>;
  openBook(bookId: string): Promise<Answer<Books>>;
  learn(learning: boolean): Promise<Answer<boolean>>;
  /**
   * @param datasetId the casts to train on; all taught casts if null
   * @param testDatasetId the casts to test on, which training leaves out; held-out people if null
   */
  train(kind: ModelKind, datasetId?: string | null, testDatasetId?: string | null): Promise<Answer<TrainingProgress>>;
  cancel(trainingId: string): Promise<Answer<null>>;
  showCasts(castIds: CastId[]): Promise<Answer<readonly CastPicture[]>>;
  /** Labels changed since this page was opened, by anyone, stored or not; null if a label was withdrawn. */
  readonly labels: LabelWriter['labels'];
  readonly labelWriter: LabelWriter;
  /** Casts deleted or replaced since this page was opened. */
  readonly deleted: Readonly<ShallowRef<ReadonlySet<CastId>>>;
  /** Counts the announcements of casts placed on the map. */
  readonly mapChanges: Readonly<ShallowRef<number>>;
  saveDataset(dataset: FromConsole<'dataset:save'>): Promise<Answer<Dataset>>;
  /** Also updates their counts of changed casts. */
  listDatasets(): Promise<Answer<readonly Dataset[]>>;
  removeDataset(datasetId: string): Promise<Answer<Dataset>>;
  restoreDataset(datasetId: string): Promise<Answer<Dataset>>;
  readonly models: ModelRequests;
  readonly queue: LabelQueueRequests;
  readonly cuts: CutRequests;
  readonly team: TeamRequests;
  readonly run: RunRequests;
  readonly participants: ParticipantRequests;
  readonly phones: PreflightRequests;
  readonly events: EventRequests;
  readonly rooms: RoomRequests;
  readonly organizations: OrganizationRequests;
  readonly imports: ImportRequests;
}

/** The console's side of the protocol. Changes made here also arrive as broadcasts. */
export function useConsoleClient(): ConsoleClient {
  const options = socketOptions(undefined, roomOf(location.search));
  const socket: Socket<ServerToConsole, ConsoleToServer> = io('/console', options);
  const { state: link, retry } = useConnection(socket);
  const state = shallowRef<ClientState>();
  const history = shallowRef<readonly Health[]>([]);
  const { deleted, isErased } = useGoneCasts(socket);
  const within = requestsOf(socket);
  const request = (): ReturnType<RequestWithin> => within(ANSWER_MS);
  const clock = useServerClock(socket);
  function update(next: (state: ClientState) => ClientState): void {
    if (state.value !== undefined) state.value = next(state.value);
  }
  function change(part: Partial<ClientState>): void {
    update((before) => ({ ...before, ...part }));
  }
  /** A message handler that stores its payload in the state. */
  const sets =
    <K extends keyof ClientState>(key: K) =>
    (value: ClientState[K]): void => {
      change({ [key]: value });
    };
  const applies =
    <M>(after: (before: ClientState, message: M) => ClientState) =>
    (message: M): void => {
      update((before) => after(before, message));
    };
  function applyHealth(health: Health): void {
    change({ health });
    history.value = withHealth(history.value, health);
  }
  const applyAnswer: ApplyAnswer = async (answer, next) => {
    const answered = await answer;
    if (answered.ok) update((before) => next(before, answered.value));
    return answered;
  };

  const showCasts: ConsoleClient['showCasts'] = (castIds) =>
    within(SLOW_ANSWER_MS).emitWithAck('casts:show', { castIds });
  const labelLink = useLabelLink(link);
  const labelWriter = useLabelWriter(
    (changes) => within(SLOW_ANSWER_MS).emitWithAck('casts:label', { labels: changes }),
    link,
    () => state.value?.me.name ?? '',
    isErased, // a label of a replaced cast is refused, and says so
    labelLink.isCurrent,
  );
  socket.on('console:welcomed', (welcome) => {
    Object.assign(socket.auth, { room: welcome.room.id }); // it reconnects to the same room on any node
    const isSame = state.value?.event.code === welcome.event.code;
    labelLink.welcomed(() => labelWriter.welcomed(isSame, showCasts));
    state.value = afterWelcome(welcome, state.value);
    applyHealth(welcome.health);
  });
  socket.on('links:changed', change);
  socket.on('counts:changed', sets('counts'));
  socket.on('health:changed', applyHealth);
  socket.on('steps:changed', sets('runOfShow'));
  socket.on('rounds:changed', sets('rounds'));
  socket.on('rehearsal:changed', sets('rehearsal'));
  socket.on('preflights:changed', sets('preflights'));
  socket.on('event:changed', sets('event'));
  socket.on('spells:changed', sets('spells'));
  socket.on('removed:changed', sets('removed'));
  socket.on('books:changed', sets('books'));
  socket.on('model:changed', sets('model'));
  socket.on('models:updated', applies(withModels));
  socket.on('damaged-models:changed', sets('damagedModels'));
  socket.on('readiness:changed', sets('readiness'));
  socket.on('learning:changed', sets('learning'));
  socket.on('training:progressed', sets('training'));
  socket.on('training:ended', applies(afterTraining));
  socket.on('import:progressed', sets('import'));
  socket.on('datasets:changed', sets('datasets'));
  socket.on('labels:changed', labelWriter.receive);
  socket.on('me:changed', sets('me'));
  const [teamChanges, activity] = [shallowRef(0), shallowRef(0)];
  const [queueChanges, participantChanges] = [shallowRef(0), shallowRef(0)];
  const [eventChanges, roomChanges, mapChanges] = [shallowRef(0), shallowRef(0), shallowRef(0)];
  socket.on('map:changed', () => mapChanges.value++);
  socket.on('events:changed', () => eventChanges.value++);
  socket.on('room:changed', sets('room'));
  socket.on('rooms:changed', () => roomChanges.value++);
  const bookChanged = shallowRef<{ readonly bookId: string | null }>({ bookId: null });
  socket.on('book:changed', (change) => (bookChanged.value = change));
  const phoneCast = shallowRef<PhoneTrialPrediction>();
  socket.on('trial:predicted', (predicted) => (phoneCast.value = predicted));
  socket.on('queue:changed', () => queueChanges.value++);
  socket.on('participants:changed', () => participantChanges.value++);
  socket.on('team:changed', () => teamChanges.value++);
  socket.on('audit:added', () => activity.value++);
  onBeforeUnmount(() => socket.disconnect());

  return {
    link,
    retry,
    state,
    history,
    clock,
    labelWriter,
    labels: labelWriter.labels,
    deleted,
    mapChanges,
    lock: (locked) => applyAnswer(request().emitWithAck('room:lock', { locked }), withEvent),
    teach: (spell) => applyAnswer(request().emitWithAck('room:teach', { spell }), withEvent),
    show: (view) => applyAnswer(request().emitWithAck('stage:show', { view }), withEvent),
    createBook: (name, from) => applyAnswer(request().emitWithAck('book:create', { name, from }), withBook),
    renameBook: (bookId, name) => applyAnswer(request().emitWithAck('book:rename', { bookId, name }), withBook),
    archiveBook: (bookId) => applyAnswer(request().emitWithAck('book:archive', { bookId }), withBook),
    restoreBook: (bookId) => applyAnswer(request().emitWithAck('book:restore', { bookId }), withBook),
    deleteBook: (bookId) =>
      applyAnswer(request().emitWithAck('book:delete', { bookId }), (before) => withoutBook(before, bookId)),
    openBook: (bookId) =>
      applyAnswer(within(SLOW_ANSWER_MS).emitWithAck('book:open', { bookId }), (before, books) => ({
        ...before,
        books,
      })),
    learn: (learning) =>
      applyAnswer(request().emitWithAck('room:learn', { learning }), (before, now) => ({ ...before, learning: now })),
    train: (kind, datasetId = null, testDatasetId = null) =>
      applyAnswer(request().emitWithAck('model:train', { kind, datasetId, testDatasetId }), (before, training) => ({
        ...before,
        training: before.training ?? training,
      })),
    cancel: (trainingId) => within(SLOW_ANSWER_MS).emitWithAck('training:cancel', { trainingId }),
    showCasts,
    saveDataset: (dataset) => within(SLOW_ANSWER_MS).emitWithAck('dataset:save', dataset),
    listDatasets: () =>
      applyAnswer(within(SLOW_ANSWER_MS).emitWithAck('dataset:list', {}), (before, datasets) => ({
        ...before,
        datasets,
      })),
    removeDataset: (datasetId) => within(SLOW_ANSWER_MS).emitWithAck('dataset:remove', { datasetId }),
    restoreDataset: (datasetId) => within(SLOW_ANSWER_MS).emitWithAck('dataset:restore', { datasetId }),
    spells: bookSpellRequests(within, applyAnswer, bookChanged),
    models: modelRequests(within, applyAnswer, phoneCast),
    queue: labelQueueRequests(within, queueChanges),
    cuts: cutRequests(within),
    team: teamRequests(within, teamChanges, activity),
    run: runRequests(within, applyAnswer),
    participants: participantRequests(within, participantChanges),
    phones: preflightRequests(within, applyAnswer),
    events: eventRequests(within, applyAnswer, eventChanges),
    rooms: roomRequests(within, roomChanges),
    organizations: organizationRequests(within),
    imports: importRequests(within),
  };
}
