import type { ShownText } from "./shown-text.js";

/** A text on a canvas, in device pixels of that canvas. */
interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly opacity: number;
}

/** What {@link recordCanvasText} leaves in the page. */
interface RecordingWindow {
  readonly textsOnCanvas?: WeakMap<HTMLCanvasElement, DrawnText[]>;
}

/**
 * Runs in the page before its own scripts: keeps the texts that canvases show, because a canvas cannot be asked for
 * them. Clearing or resizing a canvas removes its texts; drawing one canvas on another copies them.
 */
export function recordCanvasText(): void {
  const texts = new WeakMap<HTMLCanvasElement, DrawnText[]>();
  Object.assign(window, { textsOnCanvas: texts });
  const context2d = CanvasRenderingContext2D.prototype;
  const textsOf = (canvas: HTMLCanvasElement): DrawnText[] => texts.get(canvas) ?? [];
  /** Bounds of a rectangle of the context's units, in device pixels. */
  const bounds = (context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) => {
    const transform = context.getTransform();
    const corners = [
      [x, y],
      [x + width, y],
      [x, y + height],
      [x + width, y + height],
    ].map(([cornerX, cornerY]) => transform.transformPoint({ x: cornerX ?? 0, y: cornerY ?? 0 }));
    const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  };
  const add = (canvas: HTMLCanvasElement, added: readonly DrawnText[]): void => {
    const isSame = (a: DrawnText, b: DrawnText): boolean =>
      a.text === b.text && Math.abs(a.left - b.left) < 1 && Math.abs(a.top - b.top) < 1;
    const kept = textsOf(canvas).filter((one) => !added.some((other) => isSame(one, other)));
    texts.set(canvas, [...kept, ...added]);
  };

  /** Calls `record` after each call of a method of every context. */
  const listen = (
    method: "fillText" | "clearRect" | "drawImage",
    record: (context: CanvasRenderingContext2D, args: readonly unknown[]) => void,
  ): void => {
    const draw = Reflect.get(context2d, method) as (...args: unknown[]) => void;
    Object.assign(context2d, {
      [method](this: CanvasRenderingContext2D, ...args: unknown[]) {
        draw.apply(this, args);
        record(this, args);
      },
    });
  };
  listen("fillText", (context, args) => {
    const [text, x, y] = args as [string, number, number];
    const size = context.measureText(text);
    const box = bounds(
      context,
      x - size.actualBoundingBoxLeft,
      y - size.actualBoundingBoxAscent,
      size.actualBoundingBoxLeft + size.actualBoundingBoxRight,
      size.actualBoundingBoxAscent + size.actualBoundingBoxDescent,
    );
    if (text.trim() !== "") add(context.canvas, [{ text, ...box, opacity: context.globalAlpha }]);
  });
  listen("clearRect", (context, args) => {
    const { left, top, right, bottom } = bounds(context, ...(args as [number, number, number, number]));
    const isOutside = (one: DrawnText): boolean => {
      const [middleX, middleY] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2];
      return middleX < left || middleX > right || middleY < top || middleY > bottom;
    };
    texts.set(context.canvas, textsOf(context.canvas).filter(isOutside));
  });
  listen("drawImage", (context, args) => {
    const [from, ...numbers] = args as [CanvasImageSource, ...number[]];
    if (!(from instanceof HTMLCanvasElement) || numbers.length > 4) return; // a part of a canvas shows no whole text
    const [x = 0, y = 0, width = from.width, height = from.height] = numbers;
    const [zoomX, zoomY] = [width / from.width, height / from.height];
    const copies = textsOf(from).map(({ text, left, top, right, bottom, opacity }) => ({
      ...bounds(context, x + left * zoomX, y + top * zoomY, (right - left) * zoomX, (bottom - top) * zoomY),
      text,
      opacity: opacity * context.globalAlpha,
    }));
    if (copies.length > 0) add(context.canvas, copies);
  });
  for (const side of ["width", "height"] as const) {
    const property = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side);
    Object.defineProperty(HTMLCanvasElement.prototype, side, {
      ...property,
      set(this: HTMLCanvasElement, value: number) {
        property?.set?.call(this, value);
        texts.delete(this);
      },
    });
  }
}

/** Lists the texts that visible canvases show, like `shownTexts`. Runs in the page. */
export function shownCanvasTexts(): ShownText[] {
  const { textsOnCanvas } = window as RecordingWindow;
  const shown: ShownText[] = [];
  for (const canvas of document.querySelectorAll("canvas")) {
    let opacity = 1;
    for (let one: Element | null = canvas; one !== null; one = one.parentElement)
      opacity *= Number(getComputedStyle(one).opacity);
    if (canvas.closest('[class*="-leave-active"]') !== null) continue;
    const place = canvas.getBoundingClientRect();
    const [zoomX, zoomY] = [place.width / canvas.width, place.height / canvas.height];
    for (const drawn of textsOnCanvas?.get(canvas) ?? []) {
      if (opacity * drawn.opacity <= 0.2) continue;
      shown.push({
        text: drawn.text,
        place: ["canvas", ...canvas.classList].join("."),
        box: {
          left: place.left + drawn.left * zoomX,
          top: place.top + drawn.top * zoomY,
          right: place.left + drawn.right * zoomX,
          bottom: place.top + drawn.bottom * zoomY,
        },
        clip: {
          left: Math.max(0, place.left),
          top: Math.max(0, place.top),
          right: Math.min(innerWidth, place.right),
          bottom: Math.min(innerHeight, place.bottom),
        },
        element: -1 - shown.length,
        inside: [],
        isShortened: drawn.text.endsWith("…"),
      });
    }
  }
  return shown;
}
