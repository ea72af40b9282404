import type { AuditFacts, AuditedStep, ParticipantId, Spell, Step } from '@wandcast/protocol';
import { Datasets } from '../curation/datasets/datasets.service.js';
import { Imports } from '../curation/import/imports.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { DamagedModels } from '../models/damaged-models.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import type { Room } from '../rooms/room/room.js';
import { SpellbookList } from '../rooms/spellbook/spellbook-list.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { Steps } from '../run-of-show/steps.service.js';

type StepContent = Pick<Step, 'kind' | 'title' | 'spell' | 'challenge' | 'freeCasting'>;

/** The fields of audited messages that refer to something by id. Each has the same meaning in every message. */
export interface AuditedMessage {
  readonly spellId?: string;
  readonly spell?: string | null;
  readonly bookId?: string;
  readonly modelId?: string;
  readonly roundId?: string;
  readonly stepId?: string;
  readonly step?: StepContent;
  readonly datasetId?: string | null;
  readonly testDatasetId?: string | null;
  readonly importId?: string;
  readonly roomId?: string;
  readonly memberId?: string;
  readonly invitationId?: string;
  readonly sessionId?: string;
  readonly participantId?: ParticipantId;
  readonly castId?: string;
  readonly spotlight?: { readonly by: string; readonly participantId?: ParticipantId };
  readonly labels?: readonly { readonly kind: string; readonly spell?: string }[];
}

/** Longest text of a fact, characters. */
const MAX_TEXT = 200;

/** The names that the room knows for the ids of a message. Call it before the message is handled. */
export function roomFacts(room: Room, message: AuditedMessage): AuditFacts {
  const spells = [...room.part(Spellbook).list(), ...room.part(Spellbook).removed()];
  const spellId = message.spellId ?? message.spell ?? sharedSpell(message.labels);
  const book = room
    .part(SpellbookList)
    .list()
    .list.find(({ id }) => id === message.bookId);
  const models = [...room.part(ModelRegistry).list(), ...room.part(DamagedModels).list()];
  const model = models.find(({ id }) => id === message.modelId);
  const round = room
    .part(Rounds)
    .list()
    .find(({ id }) => id === message.roundId);
  const { steps, removed } = room.part(Steps).runOfShow;
  const step = [...steps, ...removed].find(({ id }) => id === message.stepId) ?? message.step;
  /** The switch as it was set; an edited step keeps the name by which people knew it. */
  const planned = message.step && { freeCasting: message.step.freeCasting };
  const datasets = room.part(Datasets).list();
  const dataset = datasets.find(({ id }) => id === message.datasetId);
  const testDataset = datasets.find(({ id }) => id === message.testDatasetId);
  const { current } = room.part(Imports);
  return {
    ...(spellId != null && { spell: spells.find(({ id }) => id === spellId)?.name ?? spellId }),
    ...(book !== undefined && { book: book.name }),
    ...(model !== undefined && { model: model.version }),
    ...(round !== undefined && { round: round.number }),
    ...(step !== undefined && { step: auditedStep({ ...step, ...planned }, spells) }),
    ...(dataset !== undefined && { dataset: dataset.name }),
    ...(testDataset !== undefined && { testDataset: testDataset.name }),
    ...(current !== null && current.id === message.importId && { file: current.name }),
  };
}

/** The plain fields of a message, and what its answer tells about something new. */
export function contentFacts(message: AuditedMessage, value: unknown): AuditFacts {
  const plain = Object.entries(message).flatMap(([field, content]): [string, string | number | boolean | null][] => {
    if (field === 'id' ? content !== null : field.endsWith('Id')) return [];
    if (typeof content === 'string') return [[field, content.slice(0, MAX_TEXT)]];
    if (typeof content === 'number' || typeof content === 'boolean' || content === null) return [[field, content]];
    return [];
  });
  return { ...Object.fromEntries(plain), ...listFacts(message, value), ...answerFacts(message, value) };
}

function listFacts({ labels, spotlight }: AuditedMessage, value: unknown): AuditFacts {
  const added = (value as { readonly added?: readonly unknown[] } | null)?.added;
  const kinds = new Set(labels?.map(({ kind }) => kind));
  return {
    ...(labels !== undefined && { count: labels.length, kind: kinds.size === 1 ? [...kinds][0] : 'mixed' }),
    ...(added !== undefined && { count: added.length }),
    ...(spotlight !== undefined && { spotlight: spotlight.by }),
  };
}

/** Names in the answer, for things that were not listed before: new rounds, and restored books and datasets. */
function answerFacts(
  { bookId, datasetId, participantId, castId, importId, roomId }: AuditedMessage,
  value: unknown,
): AuditFacts {
  if (typeof value !== 'object' || value === null) return {};
  const { name, number, nickname } = value as { name?: unknown; number?: unknown; nickname?: unknown };
  return {
    ...(typeof number === 'number' && { round: number }),
    ...(typeof name === 'string' && bookId !== undefined && 'spellIds' in value && { book: name }),
    ...(typeof name === 'string' && datasetId != null && { dataset: name }),
    ...(typeof name === 'string' && importId !== undefined && { file: name }),
    ...(typeof name === 'string' && roomId !== undefined && { room: name }),
    ...(typeof nickname === 'string' && participantId !== undefined && { wizard: nickname, nickname }),
    ...(typeof nickname === 'string' && castId !== undefined && { wizard: nickname }),
  };
}

/** The spell of all labels; undefined if they differ. */
function sharedSpell(labels: AuditedMessage['labels'] = []): string | undefined {
  const [first] = labels;
  return labels.every(({ spell }) => spell === first?.spell) ? first?.spell : undefined;
}

function auditedStep({ spell, ...step }: StepContent, spells: readonly Spell[]): AuditedStep {
  const { kind, title, challenge, freeCasting } = step;
  const name = spell && (spells.find(({ id }) => id === spell)?.name ?? spell);
  return { kind, title, challenge, spell: name, freeCasting };
}
