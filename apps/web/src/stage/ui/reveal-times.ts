/** The pace at which the places of a ranking are revealed, ms. */
export interface RevealPace {
  /** Before the first reveal. */
  readonly leadMs: number;
  readonly stepMs: number;
  /** Before each of the last `top` places, which deserve a pause. */
  readonly topMs: number;
  readonly top: number;
}

/** The best of a round: quick steps, and a long breath before the winner. */
export const ROUND_PACE: RevealPace = { leadMs: 700, stepMs: 900, topMs: 1_900, top: 1 };

/** The top ten: fast at first, slower for the last three. */
export const BOARD_PACE: RevealPace = { leadMs: 800, stepMs: 420, topMs: 1_100, top: 3 };

/** When each of `places` places is revealed, ms after the start, last place first. */
export function revealTimes(places: number, { leadMs, stepMs, topMs, top }: RevealPace): number[] {
  const times: number[] = [];
  let at = leadMs;
  for (let place = places; place >= 1; place--) {
    if (place < places) at += place <= top ? topMs : stepMs;
    times.push(at);
  }
  return times;
}

/** The place that a step of a reveal shows, from 1. @param step from 0 */
export const placeOfStep = (step: number, places: number): number => places - step;

/** Whether `place`, from 1, is shown after `done` steps. */
export const isRevealed = (place: number, places: number, done: number): boolean => place > places - done;
