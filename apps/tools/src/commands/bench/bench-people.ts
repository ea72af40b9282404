import { holdNames } from '@wandcast/gesture';
import { parseEnginePreference } from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { glyphBooks } from '../../bench/people/glyph-books.js';
import { measureMovements, type MovementBookFigures } from '../../bench/people/measure-movements.js';
import { measureBook, type BookFigures } from '../../bench/people/measure-people.js';
import { movementBooks } from '../../bench/people/periodic-casts.js';
import { listFlag } from '../../cli/list-flag.js';
import { numberFlag } from '../../cli/number-flag.js';
import { runRecognitionCommand } from '../../cli/recognition-command.js';
import { UsageError } from '../../cli/usage-error.js';
import { percentText } from '../../figures/percent-text.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:people -- [options]
Trains on the glyphs of a book alone, then tests on simulated people unlike those of the training: other timing laws,
sizes, proportions and wrists, phones at 20 to 100 Hz, in every hold; and on non-gestures: shakes, waves,
stirs, walks, pockets, drops, phones put down and picked up, scrawls.
  --books starter,letters,digits   which books
  --movements movements,mixed      instead, repeated movements (shakes, circles, swings, tilts, eights), which have no
                       glyph: trained on a few people's casts of them in random holds; mixed: with the starter spells
  --taught 6x5         people to learn movements from, and casts of each by each
  --people 40          people, who cast each spell once in each hold
  --non-gestures 60    of each kind
  --seed 1,2,3         seeds of people and trainings; several are averaged
  --styles             also people who draw in another style: backwards, from another start, with hooks, in other
                       proportions, rounder or more angular; never as another spell of the book
  --reversible         train as if every glyph might be drawn backwards
  --json               one JSON object as the last line

ece                    expected calibration error: the mean gap between confidence and accuracy
worst                  accuracy of the worst person
rejected               share of casts below the model's own threshold
movements              the figure to the left, of repeated movements alone
believed               share of non-gestures that reach it`;

const flags = {
  books: { type: 'string' },
  movements: { type: 'string' },
  taught: { type: 'string', default: '6x5' },
  people: { type: 'string', default: '40' },
  'non-gestures': { type: 'string', default: '60' },
  seed: { type: 'string', default: '1,2,3' },
  styles: { type: 'boolean', default: false },
  reversible: { type: 'boolean', default: false },
} as const;

interface Result {
  readonly books: Record<string, BookFigures>;
  readonly movements: Record<string, MovementBookFigures>;
  readonly seeds: readonly number[];
}

await runRecognitionCommand<typeof flags, Result>({
  usage,
  flags,
  async run({ values, progress }) {
    const movementNames = listFlag(values.movements ?? '').map(movementBookFlag);
    const all = movementNames.length > 0 ? '' : Object.keys(glyphBooks).join(',');
    const names = listFlag(values.books ?? all);
    const unknown = names.find((name) => glyphBooks[name] === undefined);
    if (unknown !== undefined) throw new UsageError(`--books: there is no book ${unknown}`);
    const seeds = listFlag(values.seed).map((seed) => numberFlag('seed', seed));
    if (seeds.length === 0) throw new UsageError('--seed needs a number');
    const people = numberFlag('people', values.people, { least: 1 });
    const nonGestures = numberFlag('non-gestures', values['non-gestures'], { least: 1 });
    const [taughtBy, each] = values.taught.split('x').map((part) => numberFlag('taught', part, { least: 1 }));
    if (taughtBy === undefined || each === undefined) throw new UsageError('--taught needs two numbers, as in 6x5');
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const books: Record<string, BookFigures> = {};
    for (const name of names) {
      progress(name);
      books[name] = await measureBook(glyphBooks[name] ?? {}, {
        ...{ people, nonGestures, seeds },
        ...{ styles: values.styles, reversible: values.reversible },
      });
    }
    const movements: Record<string, MovementBookFigures> = {};
    for (const name of movementNames) {
      progress(name);
      movements[name] = await measureMovements(name, { taughtBy, each, people, nonGestures, seeds });
    }
    return { books, movements, seeds };
  },
  report: ({ books, movements }) =>
    [
      ...Object.entries(books).flatMap(([name, book]) => tableOf(name, book)),
      ...Object.entries(movements).flatMap(([name, book]) => movementTableOf(name, book)),
    ].join('\n'),
});

function movementBookFlag(name: string): keyof typeof movementBooks {
  if (!(name in movementBooks)) throw new UsageError(`--movements: there is no book ${name}`);
  return name as keyof typeof movementBooks;
}

function movementTableOf(name: string, book: MovementBookFigures): string[] {
  const layout = { nameWidth: 12, cellWidth: 12 };
  return [
    tableRow(name, ['accuracy', 'movements', 'worst', 'ece', 'rejected', 'movements'], layout),
    ...holdNames.map((hold) => {
      const { accuracy, accuracyOfMovements, worst, ece, rejected, rejectedMovements } = book.holds[hold];
      const cells = [accuracy, accuracyOfMovements, worst, ece, rejected, rejectedMovements];
      return tableRow(`  ${hold}`, cells.map(percentText), layout);
    }),
    `  other non-gestures believed: ${percentText(book.believed)}`,
    `  training ${book.trainingSeconds.toFixed(1)} s, prediction ${Math.round(book.predictionMicros)} us`,
  ];
}

function tableOf(name: string, { holds, believed, believedByKind, styles }: BookFigures): string[] {
  const layout = { nameWidth: 12, cellWidth: 12 };
  return [
    tableRow(name, ['accuracy', 'ece', 'rejected'], layout),
    // Only closed glyphs have another start.
    ...Object.entries({ ...holds, ...styles })
      .filter(([, { accuracy }]) => !Number.isNaN(accuracy))
      .map(([row, { accuracy, ece, rejected }]) =>
        tableRow(`  ${row}`, [accuracy, ece, rejected].map(percentText), layout),
      ),
    `  non-gestures believed: ${percentText(believed)} (${Object.entries(believedByKind)
      .map(([kind, share]) => `${kind} ${percentText(share)}`)
      .join(', ')})`,
  ];
}
