import type { InkName } from '../../../shared/canvas/token-color';
import type { Surface } from '../../../shared/canvas/useCanvas';
import type { View } from './brush';
import type { CastTable } from '../table/cast-table';
import { addLines, columnWidth, emptyDensity, lineAlpha, paintDensity, type Density } from './line-density';
import type { Overview } from '../table/useOverview';

interface DrawnLines {
  readonly overview: Overview;
  readonly members: Uint32Array;
  readonly axis: number;
  readonly view: View;
  readonly ink: InkName;
  /** Number of lines in all panels without filters; determines the resolution. */
  readonly lines: number;
  /** For a highlighted line. */
  readonly bold?: boolean;
}

/** A computed density and its inputs. */
interface CachedDensity extends Pick<DrawnLines, 'view' | 'members'> {
  readonly table: CastTable;
  readonly density: Density;
}

/**
 * Draws lines on one surface repeatedly. Caches the density of the largest set drawn and adds or removes only the
 * difference, so that filtering takes at most half the time of a complete drawing.
 */
export class LineLayer {
  private cached: CachedDensity | undefined;

  draw(surface: Surface, drawn: DrawnLines): void {
    const { context, width, height, scale, ink } = surface;
    const { members, lines, bold = false } = drawn;
    if (members.length === 0) return;
    const columns = Math.ceil((width * scale) / columnWidth(lines, width * scale));
    const density = this.densityOf(drawn, columns, Math.round(height * scale));
    const image = new ImageData(density.width, density.height);
    paintDensity(density, rgbOf(ink(drawn.ink)), bold ? 1 : lineAlpha(members.length), image.data);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [density.width, density.height];
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    context.drawImage(canvas, 0, 0, width, height);
    if (bold) context.drawImage(canvas, 0, 1, width, height);
  }

  private densityOf({ overview: { table }, members, axis, view }: DrawnLines, width: number, height: number): Density {
    const { shape: shapes, durationMs } = table.columns;
    const { cached } = this;
    const canReuse = cached?.table === table && cached.view === view && isOfSize(cached.density, width, height);
    const [left, added] = canReuse
      ? [without(cached.members, members, table.count), without(members, cached.members, table.count)]
      : [];
    const isNear = left !== undefined && added !== undefined && left.length + added.length < members.length;
    const density =
      isNear && cached ? { width, height, steps: cached.density.steps.slice() } : emptyDensity(width, height);
    if (isNear) addLines(density, { shapes, durationMs, members: left, axis, times: -1 }, view);
    addLines(density, { shapes, durationMs, members: isNear ? added : members, axis }, view);
    if (!canReuse || members.length > cached.members.length) this.cached = { table, view, members, density };
    return density;
  }
}

function isOfSize(density: Density, width: number, height: number): boolean {
  return density.width === width && density.height === height;
}

/** Elements of `all` that are not in `some`. @param places number of casts */
function without(all: Uint32Array, some: Uint32Array, places: number): Uint32Array {
  const known = new Uint8Array(places);
  for (const place of some) known[place] = 1;
  return all.filter((place) => known[place] === 0);
}

/** Parses "#8a0c00". */
function rgbOf(color: string): [number, number, number] {
  const bits = Number.parseInt(color.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}
