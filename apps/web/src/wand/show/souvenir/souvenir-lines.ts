import { spellName } from '../../../shared/format/spell-name';
import { texts } from '../../texts/room-texts';
import type { KeptSouvenir } from './kept-souvenir';

/** The texts of a souvenir's picture. */
export interface SouvenirLines {
  readonly title: string;
  readonly date: string;
  readonly name: string;
  readonly grove: string;
  /** Below the seal: the spell of the best cast, or a kind word; and a line about it. */
  readonly best: string;
  readonly bestMore: string;
  /** Figures of the evening. Those that are 0 are left out. */
  readonly figures: readonly string[];
  /** About the line in the seal; empty if it is not a path. */
  readonly note: string;
}

export function souvenirLines({ souvenir, title, at, participant, spells }: KeptSouvenir): SouvenirLines {
  const { best, rank, points, casts, taught, spells: learned } = souvenir;
  const words = texts().souvenir;
  const figures = [
    ...(rank === null ? [] : [words.rank(rank)]),
    ...(points > 0 ? [words.points(points)] : []),
    ...(learned.length > 0 ? [words.spells(learned.length)] : []),
    ...(learned.length === 0 && casts > 0 ? [words.casts(casts)] : []),
    ...(taught > 0 ? [words.taught(taught)] : []),
  ];
  const spell = best?.spell == null ? undefined : spellName(spells, best.spell);
  return {
    title,
    date: words.date(at),
    name: participant.nickname,
    grove: words.grove(participant.grove),
    best: spell ?? words.none,
    bestMore:
      best === null || spell === undefined
        ? casts > 0
          ? words.noneMore
          : words.noCasts
        : words.sure(texts().numbers.chance(best.confidence)),
    figures: figures.slice(0, 4),
    note: best === null || best.path === '' ? '' : words.sketch,
  };
}

/** The picture in words, for people who do not see it. */
export function souvenirText({ souvenir, spells }: KeptSouvenir, lines: SouvenirLines): string {
  const learned = souvenir.spells.map((id) => spellName(spells, id)).join(', ');
  const { title, date, name, grove, best, bestMore, figures } = lines;
  const parts = [title, date, name, grove, best.replace(/\.$/, ''), bestMore.replace(/\.$/, ''), ...figures, learned];
  return texts().souvenir.alt(parts.filter((part) => part !== ''));
}
