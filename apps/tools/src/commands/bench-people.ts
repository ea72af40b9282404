import { parseEnginePreference } from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { glyphBooks } from '../bench/people/glyph-books.js';
import { measureBook, type BookFigures } from '../bench/people/measure-people.js';
import { listFlag } from '../cli/list-flag.js';
import { numberFlag } from '../cli/number-flag.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { UsageError } from '../cli/usage-error.js';
import { percentText } from '../figures/percent-text.js';
import { tableRow } from '../figures/table-row.js';

const usage = `npm run bench:people -- [options]
Trains on the glyphs of a book alone, then tests on simulated people unlike those of the training: other timing laws,
sizes, proportions and wrists, phones at 20 to 100 Hz, in every hold; and on non-gestures: shakes, waves,
stirs, walks, pockets, drops, phones put down and picked up, scrawls.
  --books starter,letters,digits   which books
  --people 40          people, who cast each spell once in each hold
  --non-gestures 60    of each kind
  --seed 1,2,3         seeds of people and trainings; several are averaged
  --styles             also people who draw in another style: backwards, from another start, with hooks, in other
                       proportions, rounder or more angular; never as another spell of the book
  --reversible         train as if every glyph might be drawn backwards
  --json               one JSON object as the last line

ece                    expected calibration error: the mean gap between confidence and accuracy
rejected               share of casts below the model's own threshold
believed               share of non-gestures that reach it`;

const flags = {
  books: { type: 'string', default: Object.keys(glyphBooks).join(',') },
  people: { type: 'string', default: '40' },
  'non-gestures': { type: 'string', default: '60' },
  seed: { type: 'string', default: '1,2,3' },
  styles: { type: 'boolean', default: false },
  reversible: { type: 'boolean', default: false },
} as const;

await runRecognitionCommand<typeof flags, { books: Record<string, BookFigures>; seeds: number[] }>({
  usage,
  flags,
  async run({ values, progress }) {
    const names = listFlag(values.books);
    const unknown = names.find((name) => glyphBooks[name] === undefined);
    if (unknown !== undefined) throw new UsageError(`--books: there is no book ${unknown}`);
    const seeds = listFlag(values.seed).map((seed) => numberFlag('seed', seed));
    if (seeds.length === 0) throw new UsageError('--seed needs a number');
    const people = numberFlag('people', values.people, { least: 1 });
    const nonGestures = numberFlag('non-gestures', values['non-gestures'], { least: 1 });
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const books: Record<string, BookFigures> = {};
    for (const name of names) {
      progress(name);
      books[name] = await measureBook(glyphBooks[name] ?? {}, {
        ...{ people, nonGestures, seeds },
        ...{ styles: values.styles, reversible: values.reversible },
      });
    }
    return { books, seeds };
  },
  report: ({ books }) => Object.entries(books).flatMap(([name, book]) => tableOf(name, book)).join('\n'), // prettier-ignore
});

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
