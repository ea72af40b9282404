import { ENOUGH_CASTS, ENOUGH_PEOPLE, type Readiness, type Spell } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Whether a model of the book can be trained and tested, in one line with the reason. */
export interface Verdict {
  readonly isReady: boolean;
  readonly text: string;
}

/** Undefined for a blank book. */
export function verdictOf(
  spells: readonly Pick<Spell, 'id' | 'name'>[],
  readiness: readonly Readiness[],
): Verdict | undefined {
  const { verdict } = texts().models.versions;
  const rows = spells.flatMap(({ id, name }) => {
    const ready = readiness.find((one) => one.spell === id);
    return ready === undefined ? [] : [{ ...ready, name }];
  });
  if (rows.length === 0) return undefined;
  if (rows.length === 1) return { isReady: false, text: verdict.tooFew };
  const lacking = rows.filter(({ state }) => state === 'few' || state === 'unknown');
  const [worst] = [...lacking].sort((a, b) => a.casts - b.casts || a.people - b.people);
  if (worst !== undefined) {
    const text = verdict.not(worst.name, worst.casts, worst.people, ENOUGH_CASTS, ENOUGH_PEOPLE);
    const others = lacking.length - 1;
    return { isReady: false, text: others === 0 ? text : verdict.more(text, others) };
  }
  const drawn = rows.filter(({ state }) => state === 'glyph').map(({ name }) => name);
  if (drawn.length > 0) return { isReady: true, text: verdict.glyphs(rows.length, drawn) };
  const least = (of: (row: Readiness) => number): number => Math.min(...rows.map(of));
  return {
    isReady: true,
    text: verdict.ready(
      rows.length,
      least((row) => row.casts),
      least((row) => row.people),
    ),
  };
}
