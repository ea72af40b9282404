import { GlyphError, glyphPoints, importGlyph, parseGlyph, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const svg = (inside: string, viewBox = '0 0 24 24'): string =>
  `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${inside}</svg>`;

/** First and last point of a glyph, rounded. */
const ends = (glyph: string): number[] => {
  const points = glyphPoints(glyph, 50);
  return [points[0], points.at(-1)].flatMap((point) => [Math.round(point?.x ?? NaN), Math.round(point?.y ?? NaN)]);
};

describe('an imported glyph', () => {
  test('that is already valid stays unchanged', () => {
    for (const { glyph } of starterSpellbook)
      expect(importGlyph(` ${glyph ?? ''}\n`)).toEqual({ glyph: glyph, strokes: 1 });
  });

  test.each([
    ['small', '<path d="M2 2 L22 2 L22 22"/>', '0 0 24 24'],
    ['large', '<path d="M200 200 L2200 200 L2200 2200"/>', '0 0 2400 2400'],
    ['that lies far away', "<path fill='none' d='M-1000 5 l1 0 0 1'/>", '-1000 0 3 9'],
    ['under transforms', '<g transform="translate(5,9) scale(2)"><path d="M0 0h4v4" transform="rotate(0)"/></g>', ''],
    ['as a polyline', '<polyline points="2,2 22,2 22,22" />', '0 0 24 24'],
    ['as a line and another', '<line x1="1" y1="1" x2="9" y2="1"/><line x1="9" y1="1" x2="9" y2="9"/>', '0 0 9 9'],
  ])('%s is fitted into the box', (_what, inside, viewBox) => {
    const { glyph } = importGlyph(svg(inside, viewBox));
    expect(ends(glyph)).toEqual([14, 14, 86, 86]);
    expect(parseGlyph(glyph).corners).toHaveLength(1);
  });

  test('keeps its proportions and its curves', () => {
    const { glyph } = importGlyph(svg('<path d="M0 0 C0 10 20 10 20 0"/>'));
    expect(glyph).toBe('M14 32C14 68 86 68 86 32');
  });

  test('applies the transforms of its groups', () => {
    const upright = importGlyph(svg('<g transform="translate(0 24) scale(1 -1)"><path d="M2 2L22 22"/></g>'));
    expect(ends(upright.glyph)).toEqual([14, 86, 86, 14]);
    const turned = importGlyph(svg('<path transform="rotate(90 5 5)" d="M0 0 L10 10"/>'));
    expect(ends(turned.glyph)).toEqual([86, 14, 14, 86]);
  });

  test('with several strokes becomes one, joined by straight lines in order', () => {
    const paths = importGlyph(svg('<path d="M10 10 L10 90"/><path d="M90 10 L90 90"/>', '0 0 100 100'));
    expect(paths.strokes).toBe(2);
    expect(paths.glyph).toBe('M14 14L14 86L86 14L86 86');
    expect(importGlyph('M10 10 L10 90 M90 10 L90 90')).toEqual(paths);
    expect(importGlyph('M10 10 L10 90 L50 50 Z L90 90').strokes).toBe(2);
  });

  test('elements that are not drawn, or not in place, are skipped', () => {
    const { glyph, strokes } = importGlyph(
      svg(`<!-- <path d="M0 0L1 1"/> --><title>A "path"</title><defs><path id="a" d="M0 0A1 1 0 0 0 2 2"/></defs>
        <g display="none"><circle r="3"/></g><path d="M2 2 L22 2 L22 22"></path>`),
    );
    expect([glyph, strokes]).toEqual(['M14 14L86 14L86 86', 1]);
  });
});

test('an XML declaration, a document type and foreign namespaces are accepted', () => {
  const file = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns "x">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><sodipodi:namedview inkscape:zoom="1"/>
<path inkscape:label="a &lt; b" d="M2 2 L22 2 L22 22"/></svg>`;
  expect(importGlyph(file)).toEqual({ glyph: 'M14 14L86 14L86 86', strokes: 1 });
});

test.each(['<!--', '<![CDATA[', '<a "', "<a b='", '<?', '<', '</a>', '<a>', '&'])(
  'hostile markup takes linear time: repeated %s',
  (piece) => {
    const began = process.cpuUsage(); // the clock would also count what others do on a busy machine
    expect(() => importGlyph(`<svg>${piece.repeat(Math.floor(390_000 / piece.length))}`)).toThrow(GlyphError);
    expect(process.cpuUsage(began).user).toBeLessThan(10e6); // µs: quadratic time takes minutes
  },
);

describe('a source that cannot be one stroke is rejected with a reason', () => {
  test.each([
    ['', /it is empty/],
    ['hello', /neither SVG nor path data/],
    ['<svg></svg>', /no path/],
    ['<html><body>no</body></html>', /no path/],
    [svg('<path d=""/>'), /no path/],
    [svg('<path d="M0 0 A5 5 0 0 1 10 10"/>'), /command A/],
    [svg('<circle cx="5" cy="5" r="3"/>'), /it has a circle/],
    [svg('<text>O</text>'), /it has text/],
    [svg('<path d="M5 5 L5 5"/>'), /no length/],
    [svg('<path transform="spin(3)" d="M0 0L9 9"/>'), /transform cannot be read/],
    [svg('<path d="M0 0L9 9"/>'.repeat(9)), /it has 9 strokes/],
    [`M0 0 ${'C1.23 4.56 7.89 9.87 6.54 3.21 '.repeat(190)}`, /more detail/],
    ['<'.repeat(400_001), /too long/],
  ])('%s', (text, reason) => {
    expect(() => importGlyph(text)).toThrow(GlyphError);
    expect(() => importGlyph(text)).toThrow(reason);
  });
});

test('refuses long garbage in a transform in linear time', { timeout: 20_000 }, () => {
  for (const garbage of [' '.repeat(380_000), ' ,'.repeat(190_000), 'a'.repeat(380_000), 'a('.repeat(190_000)])
    expect(() => importGlyph(svg(`<path d="M0 0L9 9" transform="rotate(1)${garbage}!"/>`))).toThrow(
      'transform cannot be read',
    );
});
