import type {
  CastId,
  EventCode,
  Health,
  JudgedCast,
  ModelSummary,
  ParticipantId,
  ConsoleParticipant,
  Step,
  StepKind,
  Round,
  RunOfShow,
  Spell,
  SpellHue,
  SpellId,
  TrainingEnd,
  TrainingProgress,
} from '@wandcast/protocol';
import type { ClientState } from '../../../../apps/web/src/console/connection/client-state';

export const spell = (name: string, hue: SpellHue = 'tide', glyph: string | null = null): Spell => ({
  id: name.toLowerCase() as SpellId,
  name,
  hue,
  glyph,
  hint: '',
});

export const summary = (version: number, part: Partial<ModelSummary> = {}): ModelSummary => ({
  id: `model-${version}`,
  version,
  kind: 'blend',
  spells: ['ember', 'tide'] as SpellId[],
  threshold: 0.6,
  trainedOn: '40 casts of 4 people',
  accuracy: 0.9,
  trainedAt: 0,
  activatedAt: 0,
  note: '',
  seconds: 6.4,
  casts: 40,
  people: 4,
  simulatedCasts: 0,
  unlabelledCasts: 0,
  origin: 'taught',
  worst: null,
  ece: 0.02,
  perSpell: [],
  confusion: [
    [18, 2],
    [2, 18],
  ],
  baselines: null,
  fingerprint: '',
  dataset: null,
  testedOn: null,
  ...part,
});

export const progress = (part: Partial<TrainingProgress> = {}): TrainingProgress => ({
  id: 'training-1',
  origin: 'taught',
  kind: 'auto',
  stage: 'training',
  done: 0.4,
  loss: null,
  accuracy: null,
  secondsLeft: null,
  casts: null,
  people: null,
  firstModelId: null,
  curve: [],
  ...part,
});

export const end = (part: Partial<TrainingEnd> = {}): TrainingEnd => ({
  id: 'training-1',
  origin: 'taught',
  outcome: 'done',
  modelId: 'model-2',
  failure: null,
  ...part,
});

export const step = (id: string, kind: StepKind, part: Partial<Step> = {}): Step => ({
  ...{ id, kind, title: '', seconds: null, spell: null, challenge: null, freeCasting: false },
  ...{ enteredAt: null, roundId: null },
  ...part,
});

export const runOfShow = (current: string | null = null, ...steps: Step[]): RunOfShow => ({
  steps,
  current,
  removed: [],
});

export const round = (number: number, part: Partial<Round> = {}): Round => ({
  id: `round-${number}`,
  number,
  kind: 'order',
  spell: 'tide' as SpellId,
  duel: null,
  startsAt: 5_000,
  endsAt: 35_000,
  pausedAt: null,
  pauses: [],
  undone: false,
  ...part,
});

export const health = (part: Partial<Health> = {}): Health => ({
  ...{ at: 0, perMinute: 0, roundTrip: null, clockMs: null, store: null, recognize: null },
  ...{ waiting: 0, lost: 0, stages: 0, loopMs: 0, failures: 0, notes: [] },
  ...part,
});

export const person = (nickname: string, part: Partial<ConsoleParticipant> = {}): ConsoleParticipant => ({
  id: nickname as ParticipantId,
  nickname,
  ...{ sigil: 'moth', metal: 'brass', grove: 'ash', enteredName: null, flagged: false, connected: true },
  ...{
    casts: 0,
    recognizedShare: null,
    taught: 0,
    lastAt: null,
    roundTripMs: null,
    points: 0,
    hidden: false,
    removed: 'no',
  },
  ...part,
});

export const clientState = (part: Partial<ClientState> = {}): ClientState => ({
  me: { id: 'member-1', name: 'Ada', role: 'owner' },
  event: {
    ...{ code: 'MOTH42' as EventCode, title: 'A talk', locked: false, view: 'live', teaching: null },
    ...{ blank: false, announcement: null, spotlight: { by: 'newest' }, calm: false, sound: false, reactions: true },
  },
  joinUrl: '',
  stageUrl: '',
  spells: [spell('Ember'), spell('Tide')],
  model: null,
  counts: { wands: 0, casts: 0, perMinute: 0 },
  capacity: 1_000,
  training: null,
  models: [],
  readiness: [],
  removed: [],
  books: {
    current: 'book-1',
    list: [{ id: 'book-1', name: 'First spells', spells: 2, spellIds: [], archived: false }],
  },
  learning: true,
  damagedModels: [],
  room: { id: 'room', name: 'Main hall', isArchived: false },
  roomUrl: '/api/rooms/room',
  modelsUrl: '/api/models',
  castsUrl: '/api/casts',
  import: null,
  datasets: [],
  runOfShow: runOfShow(),
  rounds: [],
  health: health(),
  rehearsal: null,
  summaryUrl: '/summary',
  joinInfo: {
    url: 'https://wand.example/?code=MOON',
    motion: 'yes',
    explanation: 'Phones can share their motion.',
    reasons: [{ code: 'proxy' }],
    trustUrl: null,
  },
  preflightUrl: 'https://wand.example/preflight?token=t',
  preflights: [],
  lastTrainingEnd: null,
  ...part,
});

let made = 0;
export const judged = (meant: number, recognized: number, confidence: number): JudgedCast => ({
  castId: `cast-${++made}` as CastId,
  meant,
  recognized,
  confidence,
});
