import { GlyphError, pathStrokes, type Segment } from './svg-path.js';
import { compose, identity, transformOf, applyTransform, type Transform } from './svg-transform.js';

/** Comments, CDATA and processing instructions, then tags: closing slash, name, attributes, self-closing slash. */
const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[?!][^>]*>|<(\/?)([a-zA-Z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Content of these elements is not drawn in place. */
const hidden = new Set(['defs', 'clippath', 'mask', 'symbol', 'marker', 'pattern', 'style', 'script', 'title', 'desc']);
/** Drawn, but without an order in which a hand could follow. */
const undrawable: Readonly<Record<string, string>> = {
  circle: 'a circle',
  ellipse: 'an ellipse',
  rect: 'a rectangle',
  text: 'text',
  image: 'a picture',
  use: 'a reference',
};

/**
 * Extracts the strokes of an SVG file in document order: paths, lines and polygons, with the transforms of their groups
 * applied. A scanner rather than an XML parser: it runs without a DOM and tolerates what drawing programs write.
 * @throws GlyphError if an element cannot be drawn as a stroke
 */
export function svgStrokes(svg: string): Segment[][] {
  const strokes: Segment[][] = [];
  const open: { readonly name: string; readonly transform: Transform; readonly isHidden: boolean }[] = [];
  for (const [, closing, tag, text = '', empty] of svg.matchAll(MARKUP)) {
    if (tag === undefined) continue;
    const name = tag.toLowerCase();
    if (closing === '/') {
      while (open.length > 0 && open.pop()?.name !== name); // also closes elements left open inside
      continue;
    }
    const attributes = attributesOf(text);
    const parent = open.at(-1);
    const isHidden = (parent?.isHidden ?? false) || hidden.has(name) || attributes.get('display') === 'none';
    const own = attributes.get('transform');
    const outer = parent?.transform ?? identity;
    const transform = own === undefined || isHidden ? outer : compose(outer, transformOf(own));
    if (empty !== '/') open.push({ name, transform, isHidden });
    if (isHidden) continue;
    if (undrawable[name] !== undefined)
      throw new GlyphError(`it has ${undrawable[name]}: only paths, lines and polygons have an order to draw them in`);
    const d = pathOf(name, attributes);
    if (d !== undefined)
      strokes.push(...pathStrokes(d).map((stroke) => stroke.map((segment) => applyTransform(segment, transform))));
  }
  return strokes;
}

function attributesOf(text: string): Map<string, string> {
  return new Map(Array.from(text.matchAll(ATTRIBUTE), ([, name = '', a, b]) => [name, a ?? b ?? '']));
}

/** Path data of an element; undefined if it draws nothing. */
function pathOf(name: string, attributes: ReadonlyMap<string, string>): string | undefined {
  const at = (key: string): string => attributes.get(key) ?? '0';
  if (name === 'path') return attributes.get('d');
  if (name === 'line') return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
  const points = attributes.get('points');
  if (points === undefined || (name !== 'polyline' && name !== 'polygon')) return undefined;
  return `M${points}${name === 'polygon' ? 'Z' : ''}`;
}
