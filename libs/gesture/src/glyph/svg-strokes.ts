import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { GlyphError, pathStrokes, type Segment } from './svg-path.js';
import { applyTransform, compose, identity, transformOf, type Transform } from './svg-transform.js';

/** Content of these elements is not drawn in place. */
const hidden = new Set(['defs', 'clippath', 'mask', 'symbol', 'marker', 'pattern', 'style', 'script', 'title', 'desc']);
/** Elements that are drawn, but have no stroke order. */
const undrawable: Readonly<Record<string, string>> = {
  circle: 'a circle',
  ellipse: 'an ellipse',
  rect: 'a rectangle',
  text: 'text',
  image: 'a picture',
  use: 'a reference',
};

/** An element that is open at the current position. */
interface OpenElement {
  readonly transform: Transform;
  readonly isHidden: boolean;
}

/**
 * Extracts the strokes of an SVG file in document order: paths, lines and polygons, with the transforms of their groups
 * applied. Malformed markup is read as far as possible: drawing programs write it.
 * @throws GlyphError if an element cannot be drawn as a stroke
 */
export function svgStrokes(svg: string): Segment[][] {
  const strokes: Segment[][] = [];
  const open: OpenElement[] = [];
  const parser = new SaxesParser<{ xmlns: false; fragment: true }>({ xmlns: false, fragment: true });
  parser.on('error', () => undefined); // without a listener it throws
  parser.on('opentag', (tag) => {
    const element = openElement(tag, open.at(-1));
    open.push(element);
    if (!element.isHidden) strokes.push(...strokesOf(tag, element.transform));
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(svg).close();
  return strokes;
}

function openElement({ name, attributes }: SaxesTagPlain, parent: OpenElement | undefined): OpenElement {
  const outer = parent?.transform ?? identity;
  const isHidden = (parent?.isHidden ?? false) || hidden.has(name.toLowerCase()) || attributes['display'] === 'none';
  const own = attributes['transform'];
  return { transform: own === undefined || isHidden ? outer : compose(outer, transformOf(own)), isHidden };
}

function strokesOf(tag: SaxesTagPlain, transform: Transform): Segment[][] {
  const name = tag.name.toLowerCase();
  if (undrawable[name] !== undefined)
    throw new GlyphError(`it has ${undrawable[name]}: only paths, lines and polygons have an order to draw them in`);
  const d = pathOf(name, tag.attributes);
  if (d === undefined) return [];
  return pathStrokes(d).map((stroke) => stroke.map((segment) => applyTransform(segment, transform)));
}

/** Path data of an element; undefined if it draws nothing. */
function pathOf(name: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const at = (key: string): string => attributes[key] ?? '0';
  if (name === 'path') return attributes['d'];
  if (name === 'line') return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
  const points = attributes['points'];
  if (points === undefined || (name !== 'polyline' && name !== 'polygon')) return undefined;
  return `M${points}${name === 'polygon' ? 'Z' : ''}`;
}
