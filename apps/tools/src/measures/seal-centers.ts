/** A drawing in a ring: a seal, a glyph or ticks. */
export interface RingDrawing {
  /** Tags and classes of the ring and the drawing, for people. */
  readonly place: string;
  /** Distance between the center of the ring and of the drawing, CSS pixels. */
  readonly offCenter: number;
}

/**
 * Lists the canvases and pictures that fill a ring, and how far each is from the center of it. A ring is an element with
 * the class `ring` or `seal`, or a square around a seal's canvas. Runs in the page.
 */
export function ringDrawings(): RingDrawing[] {
  /** A drawing this much smaller than its ring is an icon in it, which may be anywhere. */
  const LEAST_SHARE = 0.5;
  const LEAST_SIZE = 24;
  const nameOf = (element: Element): string => [element.tagName.toLowerCase(), ...element.classList].join(".");
  const isSquare = ({ width, height }: DOMRect): boolean => Math.abs(width - height) <= 0.05 * Math.max(width, height);
  const found: RingDrawing[] = [];
  const add = (ring: Element, drawing: Element): void => {
    const [outer, inner] = [ring.getBoundingClientRect(), drawing.getBoundingClientRect()];
    const side = Math.min(outer.width, outer.height);
    if (side < LEAST_SIZE || Math.min(inner.width, inner.height) < LEAST_SHARE * side) return;
    const offCenter = Math.hypot(
      (outer.left + outer.right - inner.left - inner.right) / 2,
      (outer.top + outer.bottom - inner.top - inner.bottom) / 2,
    );
    found.push({ place: `${nameOf(ring)} > ${nameOf(drawing)}`, offCenter });
  };
  const rings = [...document.querySelectorAll('[class~="ring"], [class~="seal"], .hero-seal')];
  for (const ring of rings)
    for (const drawing of ring.querySelectorAll("canvas, svg"))
      if (isSquare(ring.getBoundingClientRect())) add(ring, drawing);
  for (const seal of document.querySelectorAll("canvas.canvas")) {
    const ring = seal.parentElement;
    if (ring !== null && !rings.some((one) => one.contains(seal)) && isSquare(ring.getBoundingClientRect()))
      add(ring, seal);
  }
  return found;
}
