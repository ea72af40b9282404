import type { EventDetails, SpellId } from '@wandcast/protocol';
import { spellName } from '../../shared/format/spell-name';
import { texts } from '../texts/console-texts';
import { lengthText, meanText, shareText } from './evening-text';

interface Figure {
  readonly name: string;
  readonly value: string;
}

/** The figures of an evening, in the order in which they are shown. */
export function figuresOf({ event, taught, predicted, recognized, models }: EventDetails): Figure[] {
  const { names, none, importedFigures } = texts().evenings;
  const { count } = texts().format.numbers;
  const { people, casts, labeled, rounds, times, imported } = event;
  return [
    { name: names.people, value: count(people) },
    { name: names.casts, value: count(casts) },
    { name: names.perPerson, value: meanText(casts, people) },
    { name: names.taught, value: count(taught) },
    { name: names.recognized, value: shareText(recognized, predicted) },
    { name: names.labeled, value: shareText(labeled, casts) },
    { name: names.rounds, value: count(rounds) },
    { name: names.duration, value: times === null ? none : lengthText(times) },
    { name: names.models, value: count(models.length) },
    { name: names.imported, value: imported.casts === 0 ? none : importedFigures(imported.casts, imported.people) },
  ];
}

/** A row of the comparison: a figure of both evenings. */
interface ComparedFigure {
  readonly name: string;
  readonly values: readonly [string, string];
}

/** All figures of two evenings side by side, then the recall of every spell that either of them asked for. */
export function compareFigures(one: EventDetails, other: EventDetails): ComparedFigure[] {
  const [first, second] = [figuresOf(one), figuresOf(other)];
  const figures = first.map(({ name, value }, i): ComparedFigure => {
    return { name, values: [value, second[i]?.value ?? texts().evenings.none] };
  });
  const asked = new Set([...one.accuracy, ...other.accuracy].map(({ spell }) => spell));
  const recall = Array.from(asked, (spell): ComparedFigure => {
    const name = spellName([...one.spells, ...other.spells], spell);
    return { name: texts().evenings.names.recall(name), values: [recallText(one, spell), recallText(other, spell)] };
  });
  return [...figures, ...recall];
}

function recallText({ accuracy }: EventDetails, spell: SpellId): string {
  const own = accuracy.find((one) => one.spell === spell);
  return shareText(own?.right ?? 0, own?.asked ?? 0);
}
