import { NONE, UNSCORED, type Spell, type SpellHue } from '@wandcast/protocol';
import type { InkName } from '../../../shared/canvas/token-color';
import type { Filters, Rows } from '../filters/filters';
import { groupsOf } from '../plot/plot-panels';
import type { Overview } from '../table/useOverview';
import { texts } from '../../texts/console-texts';
import { shapeOrder, type MarkShape } from './mark-shapes';

/** How one kind of casts is drawn. */
export interface MapMark {
  readonly key: string;
  readonly text: string;
  readonly ink: InkName;
  readonly shape: MarkShape;
  /** Relative to other marks. */
  readonly size: number;
  readonly alpha: number;
}

/** The mark of each cast, as an index of `marks`. */
export interface MapMarks {
  readonly marks: readonly MapMark[];
  readonly codes: Uint8Array;
}

const wizardHues: readonly SpellHue[] = ['tide', 'ember', 'gale', 'bloom', 'spark', 'veil'];

/** Largest doubt of each class but the last. */
const DOUBTS = [0.1, 0.3, 0.5] as const;

/**
 * Marks that differ in hue and shape for spells and wizards, and in darkness and size for doubt.
 * @param confidence of the map's model, whole percent; casts that it has not scored count as when they were cast
 */
export function marksOf(
  overview: Overview,
  { color, rows }: { readonly color: Filters['color']; readonly rows: Rows },
  spells: readonly Spell[],
  confidence?: Uint8Array,
): MapMarks {
  if (color === 'person') return byPerson(overview);
  return color === 'doubt' ? byDoubt(overview, confidence) : bySpell(overview, rows, spells);
}

const plain = { size: 1, alpha: 1 } as const;
const rest = { ink: 'text-3', shape: 'ring', size: 0.8, alpha: 0.9 } as const;

function bySpell(overview: Overview, rows: Rows, spells: readonly Spell[]): MapMarks {
  const { table, derived } = overview;
  const groups = groupsOf(overview, rows);
  const used = new Set(groups.subarray(0, table.count));
  const listed = spells.filter(({ id }) => used.has(table.spells.indexOf(id)));
  const marks = listed.map(
    ({ id, name, hue }): MapMark => ({ key: id, text: name, ink: hue, shape: shapeOf(spells.findIndex((one) => one.id === id)), ...plain }), // prettier-ignore
  );
  const none = rows === 'label' ? texts().explore.noLabel : texts().explore.noSpell;
  const codeOf = new Map(listed.map(({ id }, i) => [table.spells.indexOf(id), i]));
  const codes = Uint8Array.from(derived.currentLabel, (_, i) => codeOf.get(groups[i] ?? NONE) ?? listed.length);
  // Spells that were deleted for good count as no spell here: they have neither a name nor a hue.
  return { marks: [...marks, { key: 'none!', text: none, ...rest }], codes };
}

/** The wizards with the most casts have marks of their own. */
function byPerson({ table, derived }: Overview): MapMarks {
  const casts = new Uint32Array(table.people.length);
  const people = table.columns.person.subarray(0, table.count);
  for (const person of people) casts[person] = (casts[person] ?? 0) + 1;
  const most = [...casts.keys()].sort((a, b) => (casts[b] ?? 0) - (casts[a] ?? 0)).slice(0, shapeOrder.length);
  const marks = most.map((person, i): MapMark => {
    const { id = '', nickname = '' } = table.people[person] ?? {};
    return { key: id, text: nickname, ink: wizardHues[i % wizardHues.length] ?? 'text', shape: shapeOf(i), ...plain };
  });
  const codeOf = new Map(most.map((person, i) => [person, i]));
  const codes = Uint8Array.from(derived.state, (_, i) => codeOf.get(people[i] ?? -1) ?? most.length);
  const others = table.people.length > most.length;
  return {
    marks: others ? [...marks, { key: 'others!', text: texts().explore.map.otherWizards, ...rest }] : marks,
    codes,
  };
}

function byDoubt({ table, derived }: Overview, scored: Uint8Array | undefined): MapMarks {
  const text = texts().explore.map.doubts;
  const steps = [
    { text: text.sure, size: 0.8, alpha: 0.3 },
    { text: text.little, size: 1, alpha: 0.55 },
    { text: text.much, size: 1.25, alpha: 0.8 },
    { text: text.most, size: 1.5, alpha: 1 },
  ];
  const marks = steps.map((step, i): MapMark => ({ key: `doubt-${i}`, ink: 'text', shape: 'disc', ...step }));
  const { model, confidence } = table.columns;
  const codes = Uint8Array.from(derived.state, (_, i) => {
    const now = scored?.[i] ?? UNSCORED;
    if (now === UNSCORED && (model[i] ?? NONE) < 0) return steps.length;
    const doubt = 1 - (now === UNSCORED ? (confidence[i] ?? 0) : now) / 100;
    const step = DOUBTS.findIndex((limit) => doubt <= limit);
    return step < 0 ? DOUBTS.length : step;
  });
  return { marks: [...marks, { key: 'unscored', text: texts().explore.filters.values.unscored, ...rest }], codes };
}

const shapeOf = (place: number): MarkShape => shapeOrder[Math.max(0, place) % shapeOrder.length] ?? 'disc';

/** Casts per mark, among `places`. */
export function countsOf({ marks, codes }: MapMarks, places: Uint32Array): number[] {
  const counts = marks.map(() => 0);
  for (const place of places) {
    const code = codes[place] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
