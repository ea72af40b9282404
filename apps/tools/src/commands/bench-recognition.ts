import { seeded, shuffled } from '@wandcast/gesture';
import {
  stratifiedFolds,
  leaveOneUserOut,
  recognizerKinds,
  parseEnginePreference,
  usersOf,
  type Fold,
} from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { UsageError, numberFlag, onlyFile } from '../cli/command.js';
import { judgeFold, PREFIXES, type FoldResult } from '../bench/recognition/evaluate-fold.js';
import { readGlyphs } from '../input-files/read-glyphs.js';
import { kindOf } from '../cli/model-kind-flag.js';
import { readLabeledCasts, spellsOf, type LabeledRecording } from '../input-files/read-labeled-casts.js';
import { learningCurve, taughtBy, type CurveRow } from '../bench/recognition/learning-curve.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { summaryOf, type Summary } from '../bench/recognition/recognition-summary.js';

const usage = `npm run bench:recognition -- FILE [options]
How well casts are recognized, beside two baselines on the same folds: the nearest cast by dynamic time warping, and the
network of the 2018 talk.
  --protocol leave-one-user-out   every person in turn is one nobody has met
             split                the file's own "split" marks; without any, five random folds (flatters)
  --unknown A,B        spells that are left out of training: are their casts turned away?
  --kind auto          auto, ${recognizerKinds.join(', ')}
  --seed 1             of the training; several as 1,2,3 give their means
  --casts N            learns from N casts of each fold only, drawn by chance
  --each N             learns from N casts of each spell only, all of one other person
  --glyphs FILE        learns from simulated casts of these glyphs as well (JSON: an SVG path for each label)
  --without-rotation   as if no phone gave its rotation rate
  --only 1,2           only these people are held out, one after another (quicker)
  --answers-only       leaves out the baselines and the live half (quicker)
  --curve              instead: accuracy against people and against casts per person
  --json               one JSON object as the last line

ece                    expected calibration error: how far "80 % sure" is from right in 80 of 100
unknown.auroc          does a known cast score above an unknown one? .5 is chance
unknown.rejectedAt5    share of unknown casts turned away where 5 % of the known ones are
reversed               the same for known casts run backwards
falseRejectAtThreshold share of known casts turned away by the threshold that the model chose for itself
prefix                 accuracy when the first 25, 50 or 75 % of a cast's time has been seen`;

const flags = {
  protocol: { type: 'string', default: 'leave-one-user-out' },
  unknown: { type: 'string' },
  kind: { type: 'string', default: 'auto' },
  only: { type: 'string' },
  seed: { type: 'string', default: '1' },
  casts: { type: 'string' },
  each: { type: 'string' },
  glyphs: { type: 'string' },
  'without-rotation': { type: 'boolean', default: false },
  'answers-only': { type: 'boolean', default: false },
  curve: { type: 'boolean', default: false },
} as const;

type Result = ({ protocol: string } & Summary) | { protocol: string; curve: CurveRow[] };

await runRecognitionCommand<typeof flags, Result>({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    const { protocol, 'answers-only': answersOnly } = values;
    const seeds = listed(values.seed).map((seed) => numberFlag('seed', seed));
    if (seeds.length === 0) throw new UsageError('--seed needs a number');
    const kind = kindOf(values.kind);
    const draw = drawOf(values);
    const glyphs = values.glyphs === undefined ? undefined : await readGlyphs(values.glyphs);
    const casts = (await readLabeledCasts(file)).map((cast) =>
      values['without-rotation'] ? withoutRotation(cast) : cast,
    );
    const unknown = listed(values.unknown);
    const spells = spellsOf(casts).filter((spell) => !unknown.includes(spell));
    const stray = unknown.filter((spell) => !casts.some(({ label }) => label === spell));
    if (stray.length > 0) throw new UsageError(`--unknown: ${file} has no cast of ${stray.join(', ')}`);
    if (spells.length < 2) throw new UsageError('--unknown must leave two spells to train on');
    const foldsFor = (seed: number): Fold[] =>
      foldsOf(casts, protocol, listed(values.only), seed).map((fold) => draw(fold, seed));
    foldsFor(seeds[0] ?? 1); // what is wrong with them is said before the engine starts
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    if (values.curve) {
      const rules = { kind, spells, seed: seeds[0] ?? 1, onProgress: progress };
      return { protocol, curve: await learningCurve(foldsFor(rules.seed), rules) };
    }
    const results: FoldResult[][] = [];
    for (const seed of seeds) {
      const folds = foldsFor(seed);
      const own: FoldResult[] = [];
      for (const [i, fold] of folds.entries()) {
        const onProgress = (what: string, done: number): void => {
          progress(`seed ${seed}, fold ${i + 1} of ${folds.length}: ${what} ${Math.floor(done * 100)} %`);
        };
        const rest = { live: !answersOnly, baselines: !answersOnly, onProgress };
        own.push(await judgeFold(fold, { kind, spells, seed, glyphs, ...rest }));
      }
      results.push(own);
    }
    return { protocol, ...summaryOf(results, unknown.length > 0) };
  },
  report,
});

function foldsOf(casts: LabeledRecording[], protocol: string, only: string[], seed: number): Fold[] {
  switch (protocol) {
    case 'leave-one-user-out': {
      if (usersOf(casts).length < 2)
        throw new UsageError('leave-one-user-out needs casts of two people at least: use --protocol split');
      const folds = leaveOneUserOut(casts).filter(({ name }) => only.length === 0 || only.includes(name));
      if (folds.length === 0) throw new UsageError(`--only: there is no cast of ${only.join(', ')}`);
      return folds;
    }
    case 'split': {
      if (!casts.some(({ split }) => split !== undefined)) return stratifiedFolds(casts, 5, seeded(seed));
      const train = casts.filter(({ split }) => split === 'train');
      const test = casts.filter(({ split }) => split === 'test');
      if (train.length === 0 || test.length === 0) throw new UsageError('the file marks no train or no test casts');
      return [{ name: 'split', train, test }];
    }
    default:
      throw new UsageError(`--protocol must be leave-one-user-out or split, not "${protocol}"`);
  }
}

type Draw = (fold: Fold, seed: number) => Fold;

/** Learns from some of the casts only. */
function drawOf({ casts, each }: { casts?: string | undefined; each?: string | undefined }): Draw {
  if (casts !== undefined && each !== undefined) throw new UsageError('--casts and --each exclude each other');
  const limit = casts === undefined ? Infinity : numberFlag('casts', casts, { least: 2 });
  if (each === undefined)
    return (fold, seed) => ({ ...fold, train: shuffled(fold.train, seeded(seed)).slice(0, limit) });
  const count = numberFlag('each', each, { least: 1 });
  return (fold, seed) => ({ ...fold, train: taughtBy(fold.train, 1, count, seed) });
}

function withoutRotation({ signal: { t, linear, gravity }, ...cast }: LabeledRecording): LabeledRecording {
  return { ...cast, signal: { t, ...(linear && { linear }), ...(gravity && { gravity }) } };
}

function listed(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').filter((name) => name !== '');
}

function report(result: Result): string {
  if ('curve' in result) return curveReport(result.curve);
  const { worstUser, baseline, unknown, prefix, reversed } = result;
  const table = (rows: Record<string, number>): string =>
    Object.entries(rows)
      .map(([name, value]) => `${name} ${percent(value)}`)
      .join('  ');
  return [
    `${result.casts} casts, ${result.protocol}, ${result.kind}, seeds ${result.seeds.map(percent).join(' ')}`,
    `  named right           ${percent(result.accuracy)}${worstUser === null ? '' : `   worst: ${worstUser.user}, ${percent(worstUser.accuracy)}`}`,
    ...(baseline === null
      ? []
      : [
          `  nearest cast (DTW)    ${percent(baseline['knnDtw'] ?? NaN)}`,
          `  network of 2018       ${percent(baseline['cnn2018'] ?? NaN)}`,
        ]),
    ...(prefix === null
      ? []
      : [
          `  after ${PREFIXES.join(', ')} % of it  ${PREFIXES.map((share) => percent(prefix[share] ?? NaN)).join(', ')}`,
        ]),
    `  calibration error     ${percent(result.ece)}`,
    `  fizzled, though known ${percent(result.falseRejectAtThreshold)}`,
    `  reversed: AUROC ${reversed.auroc.toFixed(3)}, turned away at 5 %: ${percent(reversed.rejectedAt5)}`,
    ...(unknown === null
      ? []
      : [`  unknown: AUROC ${unknown.auroc.toFixed(3)}, turned away at 5 %: ${percent(unknown.rejectedAt5)}`]),
    `  by person  ${table(result.perUser)}`,
    `  by spell   ${table(result.perSpell)}`,
    `  ${result.trainSeconds.toFixed(1)} s to train, ${result.predictMs.toFixed(2)} ms to predict one cast, ${Math.round(result.bytes / 1024)} kB`,
  ].join('\n');
}

function curveReport(curve: readonly CurveRow[]): string {
  const header = 'people  casts of each spell  casts in all  right on new people  worst person';
  const rows = curve.map(({ people, castsEach, casts, accuracy, worst }) =>
    [
      String(people).padStart(6),
      String(castsEach).padStart(21),
      String(casts).padStart(14),
      percent(accuracy).padStart(21),
      percent(worst).padStart(14),
    ].join(''),
  );
  return [header, ...rows].join('\n');
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
