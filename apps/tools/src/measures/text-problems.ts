import type { Rect, ShownText } from "./shown-text.js";

/** Texts may touch, and a letter may reach over an edge, by this many CSS pixels. */
const TOLERANCE = 1;

/** Longest part of a text in a message. */
const QUOTED = 40;

/** Names every pair of texts that overlap. Lines of one element, and an element and its parts, do not count. */
export function overlapProblems(texts: readonly ShownText[]): string[] {
  const problems = texts.flatMap((one, i) =>
    texts.slice(i + 1).flatMap((other) => {
      const isOneText = one.element === other.element || isInside(one, other) || isInside(other, one);
      const { width, height } = intersection(one.box, other.box);
      if (isOneText || width <= TOLERANCE || height <= TOLERANCE) return [];
      return [`${quote(one)} and ${quote(other)} overlap by ${width.toFixed(0)} x ${height.toFixed(0)} px`];
    }),
  );
  return [...new Set(problems)];
}

/** Names every text that an edge cuts, or an ellipsis. */
export function cutProblems(texts: readonly ShownText[]): string[] {
  const problems = texts.flatMap((one) => {
    const beyond = {
      left: one.clip.left - one.box.left,
      top: one.clip.top - one.box.top,
      right: one.box.right - one.clip.right,
      bottom: one.box.bottom - one.clip.bottom,
    };
    const edges = Object.entries(beyond).filter(([, by]) => by > TOLERANCE);
    return [
      ...edges.map(([edge, by]) => `${quote(one)} is cut by ${by.toFixed(0)} px at the ${edge}`),
      ...(one.isShortened ? [`${quote(one)} ends in an ellipsis`] : []),
    ];
  });
  return [...new Set(problems)];
}

const isInside = (one: ShownText, other: ShownText): boolean => one.inside.includes(other.element);

function intersection(a: Rect, b: Rect): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(a.right, b.right) - Math.max(a.left, b.left),
    height: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  };
}

const quote = ({ text, place }: ShownText): string =>
  `"${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}" (${place})`;
