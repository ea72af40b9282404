import { seeded } from '@wandcast/gesture';
import {
  STAGE_TRACE_POINTS,
  stillNeeded,
  type CastId,
  type CurvePoint,
  type ModelSummary,
  type Spell,
  type SpellId,
  type StageReport,
  type StageResult,
  type StageSnapshot,
  type TeachingNeed,
  type TrainingProgress,
} from '@wandcast/protocol';
import { book, crowd, snapshotOf } from '../stage-snapshots.js';

/** The stage while `casts` casts of its spells were taught. @param teaching the spell to teach; null if any */
export function teachSnapshot(
  casts: number,
  teaching: SpellId | null,
  { people = Math.ceil(casts / 4), long = false, event = {} }: TeachOptions = {},
): StageSnapshot {
  const wands = crowd(Math.max(1, people), long);
  const spells = long ? book.map((spell) => ({ ...spell, name: 'Wingardium Whimsicalityy' })) : book;
  const taught = spells.map((spell, i) => (teaching === null ? i % 5 < 4 : spell.id === teaching));
  const choices = spells.filter((_, i) => taught[i]);
  const results = Array.from({ length: casts }, (_, i): StageResult => {
    const spell = choices[i % choices.length] ?? none();
    return {
      ...{ slot: i % people, castId: `cast-${i}` as CastId, intent: 'teach', modelId: null, spell: spell.id },
      ...{
        percents: [],
        seal: [],
        trace: traceOf(
          book.findIndex(({ id }) => id === spell.id),
          i,
        ),
      },
    };
  });
  const teachingNeeds = spells.map((spell) => needOf(spell, results));
  const counts = { wands: wands.length, casts, perMinute: 46 };
  return snapshotOf(wands, { view: 'teach', teaching, ...event }, { spells, recent: results, teachingNeeds, counts });
}

interface TeachOptions {
  readonly people?: number;
  /** The longest names of people and spells. */
  readonly long?: boolean;
  readonly event?: Partial<StageSnapshot['event']>;
}

function needOf(spell: Spell, results: readonly StageResult[]): TeachingNeed {
  const own = results.filter((result) => result.spell === spell.id);
  const [casts, people] = [own.length, new Set(own.map(({ slot }) => slot)).size];
  const needed = stillNeeded(casts, people, spell.glyph !== null);
  return { spell: spell.id, casts, people, needs: needed.kind === 'nothing' ? null : 'more' };
}

/** A movement of about the same shape for each spell. */
function traceOf(shape: number, seed: number): string {
  const random = seeded(100 * shape + seed);
  const bytes = [0, 1, 2].flatMap((axis) => {
    const [size, turns, phase] = [40 + 50 * random(), 1 + ((shape + axis) % 3) + 0.2 * random(), axis + random() * 0.6];
    return Array.from({ length: STAGE_TRACE_POINTS }, (_, i) => {
      const done = i / (STAGE_TRACE_POINTS - 1);
      return Math.round(size * Math.sin(Math.PI * done) * Math.sin(2 * Math.PI * turns * done + phase)) & 255;
    });
  });
  return Buffer.from(bytes).toString('base64');
}

/** A report of a model for the spells of the book that confuses some of them. */
export function reportOf(curve: readonly CurvePoint[], part: Partial<ModelSummary> = {}): StageReport {
  const confusion = book.map((_, meant) =>
    book.map((_, recognized) =>
      meant === recognized ? 30 + meant * 2 : (meant * 5 + recognized * 3) % 7 === 0 ? 1 + 6 * (meant % 3) : 0,
    ),
  );
  const model: ModelSummary = {
    ...{ id: 'model-3', version: 3, kind: 'blend', spells: book.map(({ id }) => id), threshold: 0.6 },
    ...{ trainedOn: '1212 casts of 87 people', accuracy: 0.912, trainedAt: 0, seconds: 6.4, casts: 1_212, people: 87 },
    ...{ simulatedCasts: 0, unlabelledCasts: 0, origin: 'taught', worst: null, ece: 0.02, perSpell: [], confusion },
    ...{
      baselines: { nearest: 0.84, cnn2018: 0.7 },
      fingerprint: '',
      dataset: null,
      testedOn: null,
      activatedAt: 0,
      note: '',
    },
    ...part,
  };
  return { model, curve };
}

/** A learning curve that rises to `heldOut` on new people and to `learnt` on those it trained on. */
export function curveTo(learnt: number | null, heldOut: number | null, points = 12): CurvePoint[] {
  return Array.from({ length: points }, (_, i) => {
    const rise = 1 - Math.exp((-5 * i) / (points - 1));
    return {
      ...{ at: i / 2, casts: Math.round((1_212 * (i + 1)) / points) },
      learnt: learnt === null ? null : 0.3 + (learnt - 0.3) * rise,
      heldOut: heldOut === null ? null : 0.15 + (heldOut - 0.15) * rise,
    };
  });
}

export function trainingOf(part: Partial<TrainingProgress> = {}): TrainingProgress {
  return {
    ...{ id: 'training-1', origin: 'taught', kind: 'auto', stage: 'evaluating', done: 0.4, loss: null, accuracy: null },
    ...{ secondsLeft: null, casts: 1_212, people: 87, firstModelId: null, curve: [] },
    ...part,
  };
}

function none(): never {
  throw new Error('no spell to teach');
}
