import type {
  Answer,
  Book,
  Books,
  CastId,
  CastLabel,
  CastPicture,
  ConsoleToServer,
  Dataset,
  EventInfo,
  FromConsole,
  Health,
  ImportInfo,
  LabeledCast,
  ModelKind,
  ModelReport,
  ServerToConsole,
  Spell,
  SpellHue,
  SpellId,
  SpellsBrought,
  StageView,
  TrainingProgress,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { connecting, linkOf, type Link } from '../../shared/connection/socket-connection';
import {
  afterEnd,
  welcomed,
  withBook,
  withModel,
  withSpell,
  withSpells,
  withoutSpell,
  type DeskState,
} from './console-state';
import { ANSWER_MS, PATIENT_MS, type Asking, type Then } from './request';
import { peopleDesk, type PeopleDesk } from './participant-requests';
import { showDesk, type StepsDesk } from './run-requests';
import { recordedHealth } from './health-history';
import { useServerClock, type PageClock } from '../../shared/clock/useServerClock';
import { queueDesk, type QueueDesk } from './label-queue-requests';
import { phonesDesk, type PhonesDesk } from './preflight-requests';
import { teamDesk, type TeamDesk } from './team-requests';

/** What one says of a cast. */
export type SaidLabel = FromConsole<'casts:label'>['labels'][number];

export interface Console {
  readonly link: Readonly<ShallowRef<Link>>;
  /** Undefined before the first welcome. */
  readonly state: Readonly<ShallowRef<DeskState | undefined>>;
  /** How the room was over the last minutes. */
  readonly history: Readonly<ShallowRef<readonly Health[]>>;
  readonly clock: PageClock;
  lock(locked: boolean): Promise<Answer<unknown>>;
  /** The spell the room teaches now; null where it teaches none in particular. */
  teach(spell: SpellId | null): Promise<Answer<unknown>>;
  show(view: StageView): Promise<Answer<unknown>>;
  createSpell(spell: { name: string; hue: SpellHue; glyph: string | null }): Promise<Answer<Spell>>;
  drawSpell(spellId: SpellId, glyph: string | null): Promise<Answer<Spell>>;
  removeSpell(spellId: SpellId): Promise<Answer<Spell>>;
  restoreSpell(spellId: SpellId): Promise<Answer<Spell>>;
  renameSpell(spellId: SpellId, name: string): Promise<Answer<Spell>>;
  recolorSpell(spellId: SpellId, hue: SpellHue): Promise<Answer<Spell>>;
  describeSpell(spellId: SpellId, hint: string): Promise<Answer<Spell>>;
  moveSpell(spellId: SpellId, to: number): Promise<Answer<readonly Spell[]>>;
  importSpells(spells: FromConsole<'spells:import'>['spells']): Promise<Answer<SpellsBrought>>;
  /** Blank, or a copy of another. */
  createBook(name: string, from: string | null): Promise<Answer<Book>>;
  renameBook(bookId: string, name: string): Promise<Answer<Book>>;
  archiveBook(bookId: string): Promise<Answer<Book>>;
  restoreBook(bookId: string): Promise<Answer<Book>>;
  openBook(bookId: string): Promise<Answer<Books>>;
  /** Everyone moves over; this page is welcomed anew. */
  beginEvent(begin: FromConsole<'event:begin'>): Promise<Answer<EventInfo>>;
  learn(learning: boolean): Promise<Answer<boolean>>;
  /** @param datasetId of the casts to learn from; all that is taught where null */
  train(kind: ModelKind, datasetId?: string | null): Promise<Answer<TrainingProgress>>;
  cancel(trainingId: string): Promise<Answer<null>>;
  wake(modelId: string): Promise<Answer<unknown>>;
  setThreshold(modelId: string, threshold: number): Promise<Answer<unknown>>;
  inspect(modelId: string): Promise<Answer<ModelReport>>;
  showCasts(castIds: CastId[]): Promise<Answer<readonly CastPicture[]>>;
  /** Labels that were given since this page was opened, by whomever; null where one was withdrawn. */
  readonly labels: Readonly<ShallowRef<ReadonlyMap<CastId, CastLabel | null>>>;
  /** Casts that were taken back since this page was opened. */
  readonly deleted: Readonly<ShallowRef<ReadonlySet<CastId>>>;
  labelCasts(labels: SaidLabel[]): Promise<Answer<readonly LabeledCast[]>>;
  /** @param skipBad its bad lines may be left out */
  storeImport(importId: string, skipBad: boolean): Promise<Answer<ImportInfo>>;
  cancelImport(importId: string): Promise<Answer<ImportInfo>>;
  saveDataset(dataset: FromConsole<'dataset:save'>): Promise<Answer<Dataset>>;
  /** Counts them anew. */
  listDatasets(): Promise<Answer<readonly Dataset[]>>;
  removeDataset(datasetId: string): Promise<Answer<Dataset>>;
  restoreDataset(datasetId: string): Promise<Answer<Dataset>>;
  readonly queue: QueueDesk;
  readonly team: TeamDesk;
  readonly run: StepsDesk;
  readonly people: PeopleDesk;
  readonly phones: PhonesDesk;
}

/** The console's half of the protocol. What it changes comes back as a message, as it does to every other console. */
export function useConsole(): Console {
  const socket: Socket<ServerToConsole, ConsoleToServer> = io('/console', connecting());
  const link = linkOf(socket);
  const state = shallowRef<DeskState>();
  const history = shallowRef<readonly Health[]>([]);
  const labels = shallowRef<ReadonlyMap<CastId, CastLabel | null>>(new Map());
  const deleted = shallowRef<ReadonlySet<CastId>>(new Set());

  const within: Asking = (ms) => socket.timeout(ms);
  const soon = (): ReturnType<Asking> => within(ANSWER_MS);

  const clock = useServerClock(socket);

  function become(next: (state: DeskState) => DeskState): void {
    if (state.value !== undefined) state.value = next(state.value);
  }
  function change(part: Partial<DeskState>): void {
    become((before) => ({ ...before, ...part }));
  }
  /** Keeps what a message says. */
  const sets =
    <K extends keyof DeskState>(key: K) =>
    (value: DeskState[K]): void => {
      change({ [key]: value });
    };
  function look(health: Health): void {
    change({ health });
    history.value = recordedHealth(history.value, health);
  }
  const then: Then = async (answer, next) => {
    const answered = await answer;
    if (answered.ok) become((before) => next(before, answered.value));
    return answered;
  };

  socket.on('console:welcomed', (welcome) => {
    state.value = welcomed(welcome, state.value);
    look(welcome.health);
  });
  socket.on('counts:changed', sets('counts'));
  socket.on('health:changed', look);
  socket.on('steps:changed', sets('runOfShow'));
  socket.on('rounds:changed', sets('rounds'));
  socket.on('rehearsal:changed', sets('rehearsal'));
  socket.on('preflights:changed', sets('preflights'));
  socket.on('event:changed', sets('event'));
  socket.on('spells:changed', sets('spells'));
  socket.on('removed:changed', sets('removed'));
  socket.on('books:changed', sets('books'));
  socket.on('model:changed', sets('model'));
  socket.on('models:changed', sets('models'));
  socket.on('readiness:changed', sets('readiness'));
  socket.on('learning:changed', sets('learning'));
  socket.on('training:progressed', sets('training'));
  socket.on('training:ended', (end) => {
    become((before) => afterEnd(before, end));
  });
  socket.on('import:progressed', sets('import'));
  socket.on('datasets:changed', sets('datasets'));
  socket.on('labels:changed', (changed) => {
    labels.value = new Map([...labels.value, ...changed.map(({ castId, label }) => [castId, label] as const)]);
  });
  socket.on('casts:deleted', (castIds) => {
    deleted.value = new Set([...deleted.value, ...castIds]);
  });
  socket.on('me:changed', sets('me'));
  const [changes, deeds] = [shallowRef(0), shallowRef(0)];
  const [looks, comings] = [shallowRef(0), shallowRef(0)];
  socket.on('queue:changed', () => looks.value++);
  socket.on('participants:changed', () => comings.value++);
  socket.on('team:changed', () => changes.value++);
  socket.on('audit:added', () => deeds.value++);
  onBeforeUnmount(() => socket.disconnect());

  return {
    link,
    state,
    history,
    clock,
    labels,
    deleted,
    lock: (locked) => then(soon().emitWithAck('room:lock', { locked }), (before, event) => ({ ...before, event })),
    teach: (spell) => then(soon().emitWithAck('room:teach', { spell }), (before, event) => ({ ...before, event })),
    show: (view) => then(soon().emitWithAck('stage:show', { view }), (before, event) => ({ ...before, event })),
    createSpell: (spell) => then(soon().emitWithAck('spell:create', spell), withSpell),
    drawSpell: (spellId, glyph) => then(soon().emitWithAck('spell:draw', { spellId, glyph }), withSpell),
    removeSpell: (spellId) => then(soon().emitWithAck('spell:remove', { spellId }), withoutSpell),
    restoreSpell: (spellId) => then(soon().emitWithAck('spell:restore', { spellId }), withSpell),
    renameSpell: (spellId, name) => then(soon().emitWithAck('spell:rename', { spellId, name }), withSpell),
    recolorSpell: (spellId, hue) => then(soon().emitWithAck('spell:recolor', { spellId, hue }), withSpell),
    describeSpell: (spellId, hint) => then(soon().emitWithAck('spell:describe', { spellId, hint }), withSpell),
    moveSpell: (spellId, to) => then(soon().emitWithAck('spell:move', { spellId, to }), withSpells),
    importSpells: (spells) => within(PATIENT_MS).emitWithAck('spells:import', { spells }),
    createBook: (name, from) => then(soon().emitWithAck('book:create', { name, from }), withBook),
    renameBook: (bookId, name) => then(soon().emitWithAck('book:rename', { bookId, name }), withBook),
    archiveBook: (bookId) => then(soon().emitWithAck('book:archive', { bookId }), withBook),
    restoreBook: (bookId) => then(soon().emitWithAck('book:restore', { bookId }), withBook),
    openBook: (bookId) =>
      then(within(PATIENT_MS).emitWithAck('book:open', { bookId }), (before, books) => ({ ...before, books })),
    beginEvent: (begin) => within(PATIENT_MS).emitWithAck('event:begin', begin),
    learn: (learning) =>
      then(soon().emitWithAck('room:learn', { learning }), (before, now) => ({ ...before, learning: now })),
    train: (kind, datasetId = null) =>
      then(soon().emitWithAck('model:train', { kind, datasetId }), (before, training) => ({
        ...before,
        training: before.training ?? training,
      })),
    cancel: (trainingId) => within(PATIENT_MS).emitWithAck('training:cancel', { trainingId }),
    wake: (modelId) =>
      then(within(PATIENT_MS).emitWithAck('model:activate', { modelId }), (before, model) => ({ ...before, model })),
    setThreshold: (modelId, threshold) =>
      then(soon().emitWithAck('model:threshold', { modelId, threshold }), withModel),
    inspect: (modelId) => within(PATIENT_MS).emitWithAck('model:inspect', { modelId }),
    showCasts: (castIds) => within(PATIENT_MS).emitWithAck('casts:show', { castIds }),
    labelCasts: (said) => within(PATIENT_MS).emitWithAck('casts:label', { labels: said }),
    storeImport: (importId, skipBad) => soon().emitWithAck('import:store', { importId, skipBad }),
    cancelImport: (importId) => within(PATIENT_MS).emitWithAck('import:cancel', { importId }),
    saveDataset: (dataset) => within(PATIENT_MS).emitWithAck('dataset:save', dataset),
    listDatasets: () =>
      then(within(PATIENT_MS).emitWithAck('dataset:list', {}), (before, datasets) => ({ ...before, datasets })),
    removeDataset: (datasetId) => within(PATIENT_MS).emitWithAck('dataset:remove', { datasetId }),
    restoreDataset: (datasetId) => within(PATIENT_MS).emitWithAck('dataset:restore', { datasetId }),
    queue: queueDesk(within, looks),
    team: teamDesk(within, changes, deeds),
    run: showDesk(within, then),
    people: peopleDesk(within, comings),
    phones: phonesDesk(within, then),
  };
}
