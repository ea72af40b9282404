import { seeded } from '@wandcast/gesture';
import { foldsByUser, parseEnginePreference, usersOf } from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { measureSpotting, type PersonResult } from '../../bench/spotting/measure-spotting.js';
import { summarizeSpotting, type SpottingSummary } from '../../bench/spotting/spotting-summary.js';
import { listFlag } from '../../cli/list-flag.js';
import { numberFlag } from '../../cli/number-flag.js';
import { onlyFile } from '../../cli/only-file.js';
import { runRecognitionCommand } from '../../cli/recognition-command.js';
import { UsageError } from '../../cli/usage-error.js';
import { percentText } from '../../figures/percent-text.js';
import { readLabeledCasts, spellsOf } from '../../input-files/read-labeled-casts.js';

const usage = `npm run bench:spotting -- FILE [options]
Measures free casting: wands that listen without a press. Each person's casts are joined to one stream, with pauses of
random length and a simulated everyday movement (walks, shakes, waves, drops, ...) between every two of them, unlike
those of the training. The model is trained without the people it listens to, and so is the threshold that decides
which movements are believed.
  --seed 1,2,3         seeds of the folds, trainings and streams; several are put together
  --folds 5            groups of people, each held out once
  --json               one JSON object as the last line

precision              share of believed answers that name the spell of a cast
recall                 share of casts that get the right answer
falseAlarmsPerMinute   believed answers to anything but a cast, pieces of casts included
fates                  rejected: not believed; missed: no spotted movement covers half of the cast
latencyMs              from the end of the hand's movement to the answer: the segmenter's wait and the recognition`;

const flags = { seed: { type: 'string', default: '1' }, folds: { type: 'string', default: '5' } } as const;

await runRecognitionCommand<typeof flags, SpottingSummary & { seeds: number[] }>({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    const seeds = listFlag(values.seed).map((seed) => numberFlag('seed', seed));
    if (seeds.length === 0) throw new UsageError('--seed needs a number');
    const folds = numberFlag('folds', values.folds, { least: 2 });
    const casts = await readLabeledCasts(file);
    if (usersOf(casts).length < folds) throw new UsageError(`--folds ${folds} needs casts of as many people`);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const results: PersonResult[] = [];
    for (const seed of seeds)
      for (const fold of foldsByUser(casts, folds, seeded(seed))) {
        progress(`seed ${seed}, ${fold.name} of ${folds}`);
        results.push(...(await measureSpotting(fold, spellsOf(casts), seed)));
      }
    return { seeds, ...summarizeSpotting(results) };
  },
  report: (result) =>
    [
      `${result.casts} casts in ${result.minutes} minutes, believed from ${percentText(result.threshold)} confidence`,
      `  recall              ${percentText(result.recall)}`,
      `  precision           ${percentText(result.precision)}`,
      `  false alarms        ${result.falseAlarmsPerMinute.toFixed(2)} a minute`,
      `  answer after        ${result.latencyMs.p50 ?? '-'} ms (p50), ${result.latencyMs.p95 ?? '-'} ms (p95)`,
      `  lost: wrong ${percentText(result.fates.wrong)}, rejected ${percentText(result.fates.rejected)}, missed ${percentText(result.fates.missed)}`,
      `  by person  ${Object.entries(result.recallPerUser)
        .map(([user, recall]) => `${user} ${percentText(recall)}`)
        .join('  ')}`,
    ].join('\n'),
});
