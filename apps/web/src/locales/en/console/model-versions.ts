import type { AuditFacts } from '@wandcast/protocol';
import { about } from '../../../shared/format/activity-facts';
import { LOCALE } from '../locale';
import { casts, numbers, people, spells } from '../format';

const joined = (names: readonly string[]): string => new Intl.ListFormat(LOCALE).format(names);

/** Spells, activation, notes, comparison and trial of model versions. */
export const modelVersions = {
  knows: {
    all: (count: number) => `all ${spells(count)}`,
    some: (known: number, count: number, missing: readonly string[]) =>
      `knows ${numbers.count(known)} of ${spells(count)}, not ${joined(missing)}`,
    none: (count: number) => `knows none of ${spells(count)}`,
    also: (text: string, extra: readonly string[]) => `${text}, also ${joined(extra)}`,
    blank: (count: number) => `${spells(count)}, the book is blank`,
    label: 'Spells of the model',
    missing: 'not in this model',
    extra: 'not in this book',
  },
  activation: {
    title: (version: number) => `Wake v${version}?`,
    missing: (names: readonly string[]) =>
      `It does not know ${joined(names)}. ${names.length === 1 ? 'Casts of it' : 'Their casts'} will fizzle or be taken for another spell.`,
    extra: (names: readonly string[]) =>
      `It recognizes ${joined(names)}, which ${names.length === 1 ? 'is' : 'are'} not in this book.`,
    confirm: (version: number) => `Wake v${version} anyway`,
    done: (version: number, before: number) => `v${version} is awake instead of v${before}.`,
  },
  note: {
    label: (version: number) => `Note on v${version}`,
    placeholder: 'Add a note: what changed, what to watch',
    save: 'Save note',
    left: (count: number) => `${numbers.count(count)} characters left`,
    changed: (version: number) => `Note on v${version} changed.`,
  },
  verdict: {
    ready: (count: number, leastCasts: number, leastPeople: number) =>
      `Ready: ${spells(count)}, at least ${casts(leastCasts)} of ${people(leastPeople)} each.`,
    glyphs: (count: number, names: readonly string[]) =>
      `Ready: ${spells(count)}. ${joined(names)} ${names.length === 1 ? 'is' : 'are'} known only from the glyph.`,
    tooFew: 'Not ready: a model needs at least two spells.',
    not: (spell: string, castCount: number, peopleCount: number, enoughCasts: number, enoughPeople: number) =>
      `Not ready: ${spell} has ${casts(castCount)} of ${people(peopleCount)}; ${numbers.count(enoughCasts)} casts of ${numbers.count(enoughPeople)} people are needed.`,
    more: (text: string, others: number) =>
      `${text} ${others === 1 ? 'Another spell needs' : `${numbers.count(others)} other spells need`} more, too.`,
  },
  test: {
    label: 'Test on',
    heldOut: 'held-out people',
    heldOutHint: 'Each person is left out once, to see how the model does for people it has never met.',
    datasetHint: (count: number) => `The ${casts(count)} of this dataset are left out of the training.`,
    none: 'A dataset saved on the Data screen can be the test, too.',
    option: (name: string, count: number) => `${name} (${casts(count)})`,
    dataset: (name: string) => `the dataset “${name}”`,
    row: (name: string) => `tested on ${name}`,
    aboutHeldOut: 'Tested on held-out people.',
    about: (name: string, count: number, peopleCount: number) =>
      `Tested on ${casts(count)} of ${people(peopleCount)} in the dataset “${name}”; it learned none of them.`,
    known: (known: number, all: number) =>
      all === 1
        ? 'The only person in it is in the training, too.'
        : `${numbers.count(known)} of its ${people(all)} ${known === 1 ? 'is' : 'are'} in the training, too.`,
    confusion: (version: number, name: string) => `v${version} on the dataset “${name}”`,
    title: (peopleCount: number, name: string) => `Tested on ${people(peopleCount)} of the dataset “${name}”`,
    hint: 'The model was trained without any cast of this dataset.',
    copies: (count: number, all: number) =>
      `${numbers.count(count)} of ${casts(all)} in this test ${count === 1 ? 'is' : 'are'} nearly identical to casts that the model learned.`,
    differ: (a: number, testA: string, b: number, testB: string) =>
      `They were tested on different data: v${a} on ${testA}, v${b} on ${testB}.`,
  },
  heldOut: {
    title: (count: number) => `Tested on ${people(count)} it had not met`,
    hint: 'Each person’s casts were predicted by a model that was trained without them.',
    person: (castCount: number, share: string) => `${casts(castCount)}, ${share} right`,
    deleted: (count: number) => `${casts(count)} of the test ${count === 1 ? 'was' : 'were'} deleted since.`,
    copies: (count: number, all: number) =>
      `${numbers.count(count)} of ${casts(all)} in this test ${count === 1 ? 'is' : 'are'} nearly identical to casts of other people, so the model had already learned them.`,
    flattered: (without: string, withThem: string) => `Without them it is right for ${without} instead of ${withThem}.`,
    onlyCopies: 'No other casts are left to measure it on.',
  },
  compare: {
    open: 'Compare versions',
    title: 'Two versions side by side',
    first: 'First version',
    second: 'Second version',
    close: 'Close the comparison',
    same: 'Choose two different versions.',
    none: (a: number, b: number) =>
      `v${a} and v${b} were not tested on any of the same casts, so they cannot be compared.`,
    shared: (count: number, a: number, b: number) =>
      `Both were tested on ${casts(count)} with the same meaning. Only these count here, for v${a} and v${b}.`,
    overall: 'All casts',
    recall: (version: number) => `v${version} recall`,
    precision: (version: number) => `v${version} precision`,
    accuracy: (version: number) => `v${version}`,
    change: 'Change',
    points: (points: number) => `${points > 0 ? '+' : points < 0 ? '−' : '±'}${numbers.count(Math.abs(points))}`,
    bySpell: 'Spell by spell',
    byPerson: 'Person by person',
    person: 'Person',
    unknownPerson: 'deleted',
    onlyRight: (version: number, count: number) => `Only v${version} was right: ${casts(count)}`,
    nothing: 'none',
    openCast: (nickname: string, meant: string, recognized: string) =>
      `Open the cast of ${nickname}: ${meant}, taken for ${recognized}`,
    more: (count: number) => `and ${numbers.count(count)} more`,
    drawer: (meant: string, version: number, recognized: string) => `${meant}, by v${version} ${recognized}`,
  },
  trial: {
    title: (version: number) => `Try v${version}`,
    hint: 'Draw a spell with mouse or finger. Nothing is stored, and the active model stays.',
    pad: 'Pad to draw a spell on. Without a mouse, use the buttons below it.',
    simulate: 'Or let a simulated person draw:',
    draw: (spell: string) => `Draw ${spell}`,
    answer: (spell: string, share: string) => `${spell}, ${share}`,
    fizzles: (spell: string, share: string, threshold: string) =>
      `It fizzles: ${spell} has ${share}, below the threshold of ${threshold}.`,
    waiting: 'Nothing drawn yet.',
    none: (share: string) => `none of them ${share}`,
    threshold: (share: string) => `threshold ${share}`,
    phone: {
      use: 'Use a phone',
      stop: 'Stop using the phone',
      scan: 'Scan the code: the phone becomes a test wand for the version shown here. It joins no event, and its casts are not stored.',
      open: 'Open the test wand',
      casts: (count: number) =>
        count === 0
          ? 'No cast of the phone yet.'
          : count === 1
            ? '1 cast of the phone.'
            : `${count} casts of the phone.`,
    },
  },
};

const quoted = (name: string): string => `“${name}”`;
function startedTraining({ dataset, testDataset }: AuditFacts): string {
  const on = dataset === undefined ? '' : ` on the dataset ${quoted(dataset)}`;
  const tested = testDataset === undefined ? '' : `, tested on ${quoted(testDataset)}`;
  return `started a training${on}${tested}`;
}
/** What somebody did with models, after their name. */
export const modelActivity: Readonly<Record<string, (facts: AuditFacts) => string>> = {
  'model:train': startedTraining,
  'training:cancel': () => 'stopped a training',
  'model:activate': ({ model }) => about(model, (version) => `woke model v${version}`, 'woke a model'),
  'model:threshold': ({ model, threshold }) =>
    about(
      model,
      (version) => `set the threshold of model v${version} to ${numbers.percent(Number(threshold ?? 0))}`,
      'changed a threshold',
    ),
  'model:discard': ({ model }) =>
    about(model, (version) => `discarded the damaged model v${version}`, 'discarded a damaged model'),
  'model:note': ({ model }) =>
    about(model, (version) => `changed the note on model v${version}`, 'changed the note on a model'),
};
