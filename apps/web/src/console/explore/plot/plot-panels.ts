import { NONE, SHAPE_POINTS, type Spell } from '@wandcast/protocol';
import { ticks } from 'd3-array';
import type { View } from './brush';
import { shapeValue } from './shape-value';
import type { Rows } from '../filters/filters';
import type { Overview } from '../table/useOverview';
import { texts } from '../../texts/console-texts';

export const axisNames = ['x', 'y', 'z'] as const;

/** One row of the plot: the casts of one spell. */
export interface PanelRow {
  /** Index of the spell in the table; NONE for casts without a spell. */
  readonly group: number;
  readonly spell: Spell | undefined;
  readonly name: string;
  /** Indexes of its visible casts. */
  readonly members: Uint32Array;
}

/** The code that assigns each cast to a row. */
export function groupsOf({ table, derived }: Overview, rows: Rows): Int16Array {
  return rows === 'label' ? derived.currentLabel : table.columns.recognized;
}

/** Labels group the casts, unless there are none but recognized spells: all casts would be in one row, and gray. */
export function usefulRows({ table, derived }: Overview): Rows {
  const hasSpells = (codes: Int16Array): boolean => codes.subarray(0, table.count).some((code) => code >= 0);
  return !hasSpells(derived.currentLabel) && hasSpells(table.columns.recognized) ? 'recognized' : 'label';
}

/** Rows: the spells of the book in order, even without casts; then removed spells; then casts without a spell. */
export function panelRows(
  overview: Overview,
  shown: Uint32Array,
  rows: Rows,
  book: readonly Spell[],
  removed: readonly Spell[],
): PanelRow[] {
  const { spells } = overview.table;
  const members = membersOf(shown, groupsOf(overview, rows));
  const row = (group: number, spell: Spell | undefined, name: string): PanelRow => ({
    ...{ group, spell, name },
    members: new Uint32Array(members.get(group) ?? []),
  });
  const inBook = book.map((spell) => row(spells.indexOf(spell.id), spell, spell.name));
  const others = spells.flatMap((id, group) => {
    if (book.some((spell) => spell.id === id)) return [];
    const spell = removed.find((one) => one.id === id);
    return [row(group, spell, spell?.name ?? id)];
  });
  const none = row(NONE, undefined, rows === 'label' ? texts().explore.noLabel : texts().explore.noSpell);
  const used = new Set(groupsOf(overview, rows)); // includes filtered casts, so that filters do not remove rows
  return [...inBook, ...[...others, none].filter(({ group }) => used.has(group))];
}

function membersOf(shown: Uint32Array, groups: Int16Array): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const place of shown) {
    const group = groups[place] ?? NONE;
    const own = members.get(group);
    if (own === undefined) members.set(group, [place]);
    else own.push(place);
  }
  return members;
}

/** Shares of casts that fit into the panels, so that a few long or strong ones do not shrink all others. */
const FIT_LONG = 0.98;
const FIT_STRONG = 0.9;

/** One range for all panels, so that they are comparable. */
export function viewOf({ table, derived }: Overview): View {
  const { count, columns } = table;
  const longest = quantile(Float32Array.from(columns.durationMs.subarray(0, count)), FIT_LONG);
  const strongest = quantile(derived.peak.slice(), FIT_STRONG);
  return { toMs: Math.max(500, 500 * Math.ceil(longest / 500)), reach: Math.max(5, 5 * Math.ceil(strongest / 5)) };
}

function quantile(values: Float32Array, share: number): number {
  return values.sort()[Math.floor(share * (values.length - 1))] ?? 0;
}

/** Ticks below a panel: "0", "1", "2 s". */
export function secondTicks({ toMs }: View): { readonly share: number; readonly text: string }[] {
  const seconds = ticks(0, toMs / 1000, 3);
  const { exact } = texts().format.numbers;
  return seconds.map((s, i) => ({
    share: (1000 * s) / toMs,
    text: i === seconds.length - 1 ? `${exact(s)} s` : exact(s),
  }));
}

/** Value of a cast's line at a time, m/s²; undefined after its end. */
export function lineAt({ table }: Overview, place: number, axis: number, ms: number): number | undefined {
  const { shape, durationMs } = table.columns;
  const point = ((SHAPE_POINTS - 1) * ms) / Math.max(1, durationMs[place] ?? 0);
  return point < 0 || point > SHAPE_POINTS - 1 ? undefined : shapeValue(shape, place, axis, point);
}

/** The member whose line is nearest to a position; undefined if none is within `within` m/s². */
export function nearestLine(
  overview: Overview,
  members: Uint32Array,
  { axis, ms, value, within }: { axis: number; ms: number; value: number; within: number },
): number | undefined {
  let [nearest, least]: [number | undefined, number] = [undefined, within];
  for (const place of members) {
    const at = lineAt(overview, place, axis, ms);
    if (at === undefined || Math.abs(at - value) >= least) continue;
    [nearest, least] = [place, Math.abs(at - value)];
  }
  return nearest;
}
