/** A glyph that cannot be drawn in the air as one stroke. `reason` is a sentence for the user. */
export class GlyphError extends Error {
  constructor(readonly reason: string) {
    super(`not a glyph: ${reason}`);
    this.name = 'GlyphError';
  }
}

/** A point of a glyph, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bezier curve; a straight line has its control points on its ends. */
export interface Segment {
  readonly from: Point;
  readonly out: Point;
  readonly into: Point;
  readonly to: Point;
}

/** Bounds the work that an untrusted path can cause. A path with more segments is no gesture. */
const MAX_SEGMENTS = 200;

/** Number of parameters per command. */
const numbersOf: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, Z: 0 };
const TOKEN = /([a-zA-Z])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\s,]+)/y;

/**
 * Parses an SVG path of one stroke: M, then L H V C S Q T and an optional Z, absolute or relative (SVG 2, section 9.3).
 * @throws GlyphError for arcs, syntax errors, several strokes, or an empty path
 */
export function pathSegments(d: string): Segment[] {
  const pen = new Pen(1);
  for (const { command, numbers } of commandsOf(d)) pen.draw(command, numbers);
  const [stroke = []] = pen.strokes;
  if (stroke.length === 0) throw new GlyphError('it draws nothing');
  return stroke;
}

/**
 * Parses an SVG path with any number of strokes; empty ones are dropped.
 * @throws GlyphError
 */
export function pathStrokes(d: string): Segment[][] {
  const pen = new Pen(Infinity);
  for (const { command, numbers } of commandsOf(d)) pen.draw(command, numbers);
  return pen.strokes.filter(({ length }) => length > 0);
}

interface Command {
  readonly command: string;
  readonly numbers: readonly number[];
}

/**
 * One command per segment: repeated parameters repeat the command; after a move they draw lines. Reads no further than
 * the commands that are asked for, so that a path with too many segments costs no more than one that has the most.
 */
function* commandsOf(d: string): Generator<Command> {
  const tokens = tokensOf(d);
  let token = tokens.next();
  while (token.done !== true) {
    let command = token.value;
    if (typeof command !== 'string') throw new GlyphError('it has a number without a command');
    const takes = numbersOf[command.toUpperCase()];
    if (takes === undefined) throw new GlyphError(`the command ${command} is not supported`);
    token = tokens.next();
    do {
      const numbers: number[] = [];
      for (; numbers.length < takes && typeof token.value === 'number'; token = tokens.next())
        numbers.push(token.value);
      if (numbers.length < takes) throw new GlyphError(`${command} needs ${takes} numbers`);
      yield { command, numbers };
      command = command === 'M' ? 'L' : command === 'm' ? 'l' : command;
    } while (takes > 0 && typeof token.value === 'number');
  }
}

/** Letters and numbers. */
function* tokensOf(d: string): Generator<string | number, undefined> {
  for (let at = 0; at < d.length;) {
    TOKEN.lastIndex = at; // others may have used it since
    const match = TOKEN.exec(d);
    if (match === null) throw new GlyphError(`unreadable at character ${at + 1}`);
    at = TOKEN.lastIndex;
    if (match[1] !== undefined) yield match[1];
    else if (match[2] !== undefined) yield Number(match[2]);
  }
}

/** Interprets commands and collects strokes. */
class Pen {
  readonly strokes: Segment[][] = [];
  private count = 0;
  private start: Point | undefined;
  private at: Point = { x: 0, y: 0 };
  private closed = false;
  /** Last control point of the previous curve, for S and T. */
  private handle: { readonly point: Point; readonly degree: 2 | 3 } | undefined;

  /** @param most maximum number of strokes */
  constructor(private readonly most: number) {}

  draw(command: string, numbers: readonly number[]): void {
    const kind = command.toUpperCase();
    if (kind !== 'M' && this.start === undefined) throw new GlyphError('it does not start with M');
    if (kind === 'M' || this.closed) this.lift();
    const origin = command === kind ? { x: 0, y: 0 } : this.at;
    const point = (i: number): Point => ({ x: origin.x + (numbers[i] ?? 0), y: origin.y + (numbers[i + 1] ?? 0) });
    switch (kind) {
      case 'M':
        this.start = this.at = finite(point(0));
        break;
      case 'L':
        this.line(point(0));
        break;
      case 'H':
        this.line({ x: point(0).x, y: this.at.y });
        break;
      case 'V':
        this.line({ x: this.at.x, y: origin.y + (numbers[0] ?? 0) });
        break;
      case 'C':
        this.cubic(point(0), point(2), point(4));
        break;
      case 'S':
        this.cubic(this.mirrored(3), point(0), point(2));
        break;
      case 'Q':
        this.quadratic(point(0), point(2));
        break;
      case 'T':
        this.quadratic(this.mirrored(2), point(0));
        break;
      case 'Z':
        this.line(this.start ?? this.at);
        this.closed = true;
        break;
    }
  }

  /** Starts a new stroke. After Z without a move it starts where the last one did. */
  private lift(): void {
    if (this.strokes.length === this.most) throw new GlyphError('it has more than one stroke');
    this.strokes.push([]);
    this.closed = false;
    this.handle = undefined;
  }

  private line(to: Point): void {
    this.add({ from: this.at, out: this.at, into: to, to });
    this.handle = undefined;
  }

  private cubic(out: Point, into: Point, to: Point): void {
    this.add({ from: this.at, out, into, to });
    this.handle = { point: into, degree: 3 };
  }

  private quadratic(middle: Point, to: Point): void {
    this.add({
      from: this.at,
      out: between(this.at, middle, 2 / 3),
      into: between(to, middle, 2 / 3),
      to,
    });
    this.handle = { point: middle, degree: 2 };
  }

  /** The last control point of that degree reflected in the current point; the current point if there is none. */
  private mirrored(degree: 2 | 3): Point {
    return this.handle?.degree === degree ? between(this.handle.point, this.at, 2) : this.at;
  }

  private add(segment: Segment): void {
    for (const point of [segment.out, segment.into, segment.to]) finite(point);
    this.at = segment.to;
    if (this.count++ === MAX_SEGMENTS) throw new GlyphError(`it has more than ${MAX_SEGMENTS} pieces`);
    this.strokes.at(-1)?.push(segment);
  }
}

/** Beyond this, arithmetic on a glyph loses precision, long before it overflows. */
const MAX_COORDINATE = 1e6;

function finite(point: Point): Point {
  if (!(Math.abs(point.x) <= MAX_COORDINATE && Math.abs(point.y) <= MAX_COORDINATE))
    throw new GlyphError('a coordinate is out of range');
  return point;
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
