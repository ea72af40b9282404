import { seeded, shuffled, withoutRotation, type HoldName } from '@wandcast/gesture';
import {
  stratifiedFolds,
  leaveOneUserOut,
  recognizerKinds,
  parseEnginePreference,
  usersOf,
  type Fold,
} from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { listFlag } from '../../cli/list-flag.js';
import { heldCasts, holdFlag, holdUsage } from '../../cli/hold-flag.js';
import { numberFlag } from '../../cli/number-flag.js';
import { onlyFile } from '../../cli/only-file.js';
import { UsageError } from '../../cli/usage-error.js';
import { percentText } from '../../figures/percent-text.js';
import { evaluateFold, PREFIXES, type FoldResult } from '../../bench/recognition/evaluate-fold.js';
import { readGlyphs } from '../../input-files/read-glyphs.js';
import { modelKindFlag } from '../../cli/model-kind-flag.js';
import { readLabeledCasts, spellsOf, type LabeledRecording } from '../../input-files/read-labeled-casts.js';
import type { AdaptationSummary } from '../../bench/recognition/personal-adaptation.js';
import { learningCurve, sampleByPerson, type CurveRow } from '../../bench/recognition/learning-curve.js';
import { runRecognitionCommand } from '../../cli/recognition-command.js';
import { summarizeRecognition, type RecognitionSummary } from '../../bench/recognition/recognition-summary.js';

const usage = `npm run bench:recognition -- FILE [options]
Measures how well casts are recognized, compared with two baselines on the same folds: the nearest cast by dynamic time
warping, and the network of the 2018 talk.
  --protocol leave-one-user-out   tests on each person in turn, trained on the others
             split                the file's own "split" marks; without any, five random folds (too optimistic)
  --unknown A,B        spells to leave out of training, to measure how well their casts are rejected
  --kind auto          auto, ${recognizerKinds.join(', ')}
  --seed 1             seed of the training; several as in 1,2,3 are averaged
  --casts N            train on N random casts of each fold
  --each N             train on N casts of each spell, all from one random person
  --glyphs FILE        also train on simulated casts of these glyphs (JSON: an SVG path for each label)
  --without-rotation   as if no phone reported its rotation rate
  --hold HOLD          test casts as phones held so would have recorded them: ${holdUsage}
  --only 1,2           test on these people only (faster)
  --answers-only       skip the baselines and live recognition (faster)
  --adapt 1,3,5        also adapt to each test person's confirmed casts, this many of each spell, and test on the others
  --curve              instead: accuracy by number of people and casts per person
  --json               one JSON object as the last line

ece                    expected calibration error: the mean gap between confidence and accuracy
unknown.auroc          probability that a known cast has a higher confidence than an unknown one; 0.5 is chance
unknown.rejectedAt5    share of unknown casts rejected by the threshold that rejects 5 % of the known ones
reversed               the same for known casts run backwards
falseRejectAtThreshold share of known casts rejected by the model's own threshold
prefix                 accuracy after the first 25, 50 or 75 % of a cast`;

const flags = {
  protocol: { type: 'string', default: 'leave-one-user-out' },
  unknown: { type: 'string' },
  kind: { type: 'string', default: 'auto' },
  only: { type: 'string' },
  hold: { type: 'string' },
  seed: { type: 'string', default: '1' },
  casts: { type: 'string' },
  each: { type: 'string' },
  glyphs: { type: 'string' },
  'without-rotation': { type: 'boolean', default: false },
  'answers-only': { type: 'boolean', default: false },
  adapt: { type: 'string' },
  curve: { type: 'boolean', default: false },
} as const;

type Result = ({ protocol: string; hold: HoldName } & RecognitionSummary) | { protocol: string; curve: CurveRow[] };

await runRecognitionCommand<typeof flags, Result>({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    const { protocol, 'answers-only': answersOnly } = values;
    const seeds = listFlag(values.seed).map((seed) => numberFlag('seed', seed));
    if (seeds.length === 0) throw new UsageError('--seed needs a number');
    const adapt = listFlag(values.adapt).map((count) => numberFlag('adapt', count, { least: 1 }));
    const kind = modelKindFlag(values.kind);
    const hold = holdFlag(values.hold);
    const sample = samplerFor(values);
    const glyphs = values.glyphs === undefined ? undefined : await readGlyphs(values.glyphs);
    const casts = (await readLabeledCasts(file)).map((cast) =>
      values['without-rotation'] ? { ...cast, signal: withoutRotation(cast.signal) } : cast,
    );
    const unknown = listFlag(values.unknown);
    const spells = spellsOf(casts).filter((spell) => !unknown.includes(spell));
    const missing = unknown.filter((spell) => !casts.some(({ label }) => label === spell));
    if (missing.length > 0) throw new UsageError(`--unknown: ${file} has no cast of ${missing.join(', ')}`);
    if (spells.length < 2) throw new UsageError('--unknown must leave two spells to train on');
    const foldsFor = (seed: number): Fold[] =>
      foldsOf(casts, protocol, listFlag(values.only), seed)
        .map((fold) => sample(fold, seed))
        .map(({ test, ...fold }) => ({ ...fold, test: heldCasts(test, hold, seed) }));
    foldsFor(seeds[0] ?? 1); // report invalid folds before the engine starts
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    if (values.curve) {
      const options = { kind, spells, seed: seeds[0] ?? 1, onProgress: progress };
      return { protocol, curve: await learningCurve(foldsFor(options.seed), options) };
    }
    const results: FoldResult[][] = [];
    for (const seed of seeds) {
      const folds = foldsFor(seed);
      const seedResults: FoldResult[] = [];
      for (const [i, fold] of folds.entries()) {
        const onProgress = (step: string, done: number): void => {
          progress(`seed ${seed}, fold ${i + 1} of ${folds.length}: ${step} ${Math.floor(done * 100)} %`);
        };
        const rest = { live: !answersOnly, baselines: !answersOnly, adapt, onProgress };
        seedResults.push(await evaluateFold(fold, { kind, spells, seed, glyphs, ...rest }));
      }
      results.push(seedResults);
    }
    return { protocol, hold, ...summarizeRecognition(results, unknown.length > 0) };
  },
  report,
});

function foldsOf(casts: LabeledRecording[], protocol: string, only: string[], seed: number): Fold[] {
  switch (protocol) {
    case 'leave-one-user-out': {
      if (usersOf(casts).length < 2)
        throw new UsageError('leave-one-user-out needs casts of at least two people: use --protocol split');
      const folds = leaveOneUserOut(casts).filter(({ name }) => only.length === 0 || only.includes(name));
      if (folds.length === 0) throw new UsageError(`--only: there is no cast of ${only.join(', ')}`);
      return folds;
    }
    case 'split': {
      if (!casts.some(({ split }) => split !== undefined)) return stratifiedFolds(casts, 5, seeded(seed));
      const train = casts.filter(({ split }) => split === 'train');
      const test = casts.filter(({ split }) => split === 'test');
      if (train.length === 0 || test.length === 0)
        throw new UsageError('the file marks no casts as train or none as test');
      return [{ name: 'split', train, test }];
    }
    default:
      throw new UsageError(`--protocol must be leave-one-user-out or split, not "${protocol}"`);
  }
}

type Sampler = (fold: Fold, seed: number) => Fold;

/** Reduces the training casts of a fold as --casts or --each ask. @throws UsageError if both are given */
function samplerFor({ casts, each }: { casts?: string | undefined; each?: string | undefined }): Sampler {
  if (casts !== undefined && each !== undefined) throw new UsageError('--casts and --each exclude each other');
  const limit = casts === undefined ? Infinity : numberFlag('casts', casts, { least: 2 });
  if (each === undefined)
    return (fold, seed) => ({ ...fold, train: shuffled(fold.train, seeded(seed)).slice(0, limit) });
  const count = numberFlag('each', each, { least: 1 });
  return (fold, seed) => ({ ...fold, train: sampleByPerson(fold.train, 1, count, seed) });
}

function report(result: Result): string {
  if ('curve' in result) return curveReport(result.curve);
  const { worstUser, baseline, unknown, prefix, reversed } = result;
  const table = (rows: Record<string, number>): string =>
    Object.entries(rows)
      .map(([name, value]) => `${name} ${percentText(value)}`)
      .join('  ');
  return [
    `${result.casts} casts, ${result.protocol}, held ${result.hold}, ${result.kind}, seeds ${result.seeds.map(percentText).join(' ')}`,
    `  accuracy              ${percentText(result.accuracy)}${worstUser === null ? '' : `   worst: ${worstUser.user}, ${percentText(worstUser.accuracy)}`}`,
    ...(baseline === null
      ? []
      : [
          `  nearest cast (DTW)    ${percentText(baseline['knnDtw'] ?? NaN)}`,
          `  2018 network          ${percentText(baseline['cnn2018'] ?? NaN)}`,
        ]),
    ...(prefix === null
      ? []
      : [
          `  after ${PREFIXES.join(', ')} % of it  ${PREFIXES.map((share) => percentText(prefix[share] ?? NaN)).join(', ')}`,
        ]),
    `  calibration error     ${percentText(result.ece)}`,
    `  known, but rejected   ${percentText(result.falseRejectAtThreshold)}`,
    `  reversed: AUROC ${reversed.auroc.toFixed(3)}, rejected at 5 %: ${percentText(reversed.rejectedAt5)}`,
    ...(unknown === null
      ? []
      : [`  unknown: AUROC ${unknown.auroc.toFixed(3)}, rejected at 5 %: ${percentText(unknown.rejectedAt5)}`]),
    ...result.adapted.map(adaptedReport),
    `  by person  ${table(result.perUser)}`,
    `  by spell   ${table(result.perSpell)}`,
    `  ${result.trainSeconds.toFixed(1)} s to train, ${result.predictMs.toFixed(2)} ms of CPU a cast${result.liveMs === null ? '' : ` and ${result.liveMs.toFixed(2)} a cast in progress`} in batches of 16, ${Math.round(result.bytes / 1024)} kB`,
  ].join('\n');
}

function adaptedReport({
  confirmed,
  fall,
  worstThree,
  rise,
  rejected,
  perUser,
  fitMs,
  adaptUs,
}: AdaptationSummary): string {
  const people = Object.entries(perUser).map(
    ([user, [before = NaN, after = NaN]]) => `${user} ${percentText(before)}>${percentText(after)}`,
  );
  return [
    `  adapted to ${confirmed} confirmed of each spell: errors fall by ${percentText(fall)}, of the worst three (${worstThree.users.join(', ')}) by ${percentText(worstThree.fall)}; largest rise ${rise}`,
    `    rejected ${rejected.map(percentText).join(' > ')}; ${fitMs} ms to fit, ${adaptUs} us per cast`,
    `    errors by person  ${people.join('  ')}`,
  ].join('\n');
}

function curveReport(curve: readonly CurveRow[]): string {
  const header = 'people  casts of each spell   total casts  accuracy on unseen  worst person';
  const rows = curve.map(({ people, castsEach, casts, accuracy, worst }) =>
    [
      String(people).padStart(6),
      String(castsEach).padStart(21),
      String(casts).padStart(14),
      percentText(accuracy).padStart(21),
      percentText(worst).padStart(14),
    ].join(''),
  );
  return [header, ...rows].join('\n');
}
