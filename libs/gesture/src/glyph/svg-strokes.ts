import { GlyphError, pathStrokes, type Segment } from './svg-path.js';
import { after, asItIs, transformOf, transformed, type Transform } from './svg-transform.js';

/** Comments and what is no markup, then tags: closing slash, name, attributes, slash of an empty one. */
const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[?!][^>]*>|<(\/?)([a-zA-Z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What these hold is not drawn where it stands. */
const hidden = new Set(['defs', 'clippath', 'mask', 'symbol', 'marker', 'pattern', 'style', 'script', 'title', 'desc']);
/** Drawn, and no stroke that could be followed. */
const undrawable: Readonly<Record<string, string>> = {
  circle: 'a circle',
  ellipse: 'an ellipse',
  rect: 'a rectangle',
  text: 'text',
  image: 'a picture',
  use: 'a reference',
};

/**
 * The strokes of an SVG file in the order they are written: paths, lines and polygons, with the transforms of the
 * groups round them. A scanner and no parser of XML: it runs where there is no DOM, and reads what drawing programs write.
 * @throws GlyphError where something in it cannot be one
 */
export function svgStrokes(svg: string): Segment[][] {
  const strokes: Segment[][] = [];
  const open: { readonly name: string; readonly transform: Transform; readonly isHidden: boolean }[] = [];
  for (const [, closing, tag, text = '', empty] of svg.matchAll(MARKUP)) {
    if (tag === undefined) continue;
    const name = tag.toLowerCase();
    if (closing === '/') {
      while (open.length > 0 && open.pop()?.name !== name); // what was left open closes with it
      continue;
    }
    const attributes = attributesOf(text);
    const parent = open.at(-1);
    const isHidden = (parent?.isHidden ?? false) || hidden.has(name) || attributes.get('display') === 'none';
    const own = attributes.get('transform');
    const outer = parent?.transform ?? asItIs;
    const transform = own === undefined || isHidden ? outer : after(outer, transformOf(own));
    if (empty !== '/') open.push({ name, transform, isHidden });
    if (isHidden) continue;
    if (undrawable[name] !== undefined)
      throw new GlyphError(`it has ${undrawable[name]}: only paths, lines and polygons have an order to draw them in`);
    const d = pathOf(name, attributes);
    if (d !== undefined)
      strokes.push(...pathStrokes(d).map((stroke) => stroke.map((segment) => transformed(segment, transform))));
  }
  return strokes;
}

function attributesOf(text: string): Map<string, string> {
  return new Map(Array.from(text.matchAll(ATTRIBUTE), ([, name = '', a, b]) => [name, a ?? b ?? '']));
}

/** What an element draws, as path data; undefined where it draws nothing. */
function pathOf(name: string, attributes: ReadonlyMap<string, string>): string | undefined {
  const at = (key: string): string => attributes.get(key) ?? '0';
  if (name === 'path') return attributes.get('d');
  if (name === 'line') return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
  const points = attributes.get('points');
  if (points === undefined || (name !== 'polyline' && name !== 'polygon')) return undefined;
  return `M${points}${name === 'polygon' ? 'Z' : ''}`;
}
