import {
  NONE,
  SHAPE_POINTS,
  SHAPE_VALUES,
  emptyColumns,
  overviewFlags,
  type OverviewPage,
  type SpellId,
} from '@wandcast/protocol';
import { CastTable } from '../../../../../apps/web/src/console/explore/table/cast-table';
import { deriveColumns } from '../../../../../apps/web/src/console/explore/table/derived-columns';
import type { Overview } from '../../../../../apps/web/src/console/explore/table/useOverview';

/** A cast for tests. By default taught and recognized as ember, by person 0, at 1,000 ms, 2 s long, moving. */
interface CastSketch {
  readonly said?: number;
  readonly label?: number;
  readonly recognized?: number;
  readonly model?: number;
  readonly person?: number;
  readonly at?: number;
  readonly durationMs?: number;
  readonly maxGapMs?: number;
  readonly rateHz?: number;
  readonly isFree?: boolean;
  /** Additional flags of `overviewFlags`. */
  readonly flags?: number;
  /** x at each point, in steps of the shape; y and z are 0. */
  readonly x?: (point: number) => number;
}

export const spells = ['ember', 'tide', 'gale'] as SpellId[];
const people = [
  { id: 'p-otter', nickname: 'Quiet Otter' },
  { id: 'p-heron', nickname: 'Loud Heron' },
];

/** A page of the overview. @param first number of the first id */
export function pageOf(casts: readonly CastSketch[], first = 0): OverviewPage {
  const columns = emptyColumns(casts.length);
  for (const [i, cast] of casts.entries()) {
    columns.id[16 * i + 15] = first + i;
    columns.receivedAt[i] = cast.at ?? 1_000;
    columns.durationMs[i] = cast.durationMs ?? 2_000;
    columns.maxGapMs[i] = cast.maxGapMs ?? 12;
    columns.rateHz[i] = cast.rateHz ?? 94;
    columns.person[i] = cast.person ?? 0;
    columns.intendedSpell[i] = cast.said ?? 0;
    columns.label[i] = cast.label ?? NONE;
    columns.recognized[i] = cast.recognized ?? cast.said ?? 0;
    columns.model[i] = cast.model ?? 0;
    columns.confidence[i] = 80;
    columns.flags[i] = (cast.isFree === true ? 0 : overviewFlags.taught) | (cast.flags ?? 0);
    const x = cast.x ?? ((point: number) => (point % 2 === 0 ? 20 : -20));
    for (let point = 0; point < SHAPE_POINTS; point++) columns.shape[i * SHAPE_VALUES + point] = x(point);
  }
  const head = { count: casts.length, total: casts.length, until: 0, isLast: true };
  return { ...head, people, spells, models: ['model-1'], columns };
}

export function overviewOf(casts: readonly CastSketch[]): Overview {
  const table = new CastTable();
  table.append(pageOf(casts), { people: [], spells: [], models: [] });
  return { table, derived: deriveColumns(table) };
}
