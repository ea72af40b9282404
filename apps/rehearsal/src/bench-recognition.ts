import { seeded } from '@wandcast/gesture';
import {
  areaUnderRoc,
  evaluationOf,
  foldsOfCasts,
  leaveOneUserOut,
  modelKinds,
  parseEnginePreference,
  rejectedAt,
  usersOf,
  type Fold,
  type ModelKind,
} from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { UsageError, numberFlag, onlyFile } from './command.js';
import { judgeFold, PREFIXES, type FoldResult } from './judge-fold.js';
import { readLabelledCasts, spellsOf, type LabelledRecording } from './labelled-casts.js';
import { runRecognitionCommand } from './recognition-command.js';

const usage = `npm run bench:recognition -- FILE [options]
How well casts are recognised, beside two baselines on the same folds: the nearest cast by dynamic time warping, and the
network of the 2018 talk.
  --protocol leave-one-user-out   every person in turn is one nobody has met
             split                the file's own "split" marks; without any, five random folds (flatters)
  --unknown A,B   spells that are left out of training: are their casts turned away?
  --kind auto     auto, ${modelKinds.join(', ')}
  --only 1,2      only these people are held out, one after another (quicker)
  --seed 1        of the training
  --json          one JSON object as the last line

ece                    expected calibration error: how far "80 % sure" is from right in 80 of 100
unknown.auroc          does a known cast score above an unknown one? .5 is chance
unknown.rejectedAt5    share of unknown casts turned away where 5 % of the known ones are
falseRejectAtThreshold share of known casts turned away by the threshold that the model chose for itself
prefix                 accuracy when the first 25, 50 or 75 % of a cast's time has been seen`;

const flags = {
  protocol: { type: 'string', default: 'leave-one-user-out' },
  unknown: { type: 'string' },
  kind: { type: 'string', default: 'auto' },
  only: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    const { protocol } = values;
    const seed = numberFlag('seed', values.seed);
    const kind = kindOf(values.kind);
    const casts = await readLabelledCasts(file);
    const unknown = listed(values.unknown);
    const spells = spellsOf(casts).filter((spell) => !unknown.includes(spell));
    const stray = unknown.filter((spell) => !casts.some(({ label }) => label === spell));
    if (stray.length > 0) throw new UsageError(`--unknown: ${file} has no cast of ${stray.join(', ')}`);
    if (spells.length < 2) throw new UsageError('--unknown must leave two spells to train on');
    const folds = foldsOf(casts, protocol, listed(values.only), seed);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const results: FoldResult[] = [];
    for (const [i, fold] of folds.entries()) {
      const onProgress = (what: string, done: number): void => {
        progress(`fold ${i + 1} of ${folds.length}: ${what} ${Math.floor(done * 100)} %`);
      };
      results.push(await judgeFold(fold, { kind, spells, seed, onProgress }));
    }
    return { protocol, ...summary(results, unknown.length > 0) };
  },
  report,
});

type Result = ReturnType<typeof summary> & { protocol: string };

function summary(results: readonly FoldResult[], hasUnknown: boolean) {
  const judged = results.flatMap((result) => result.judged);
  const { accuracy, worstUser, ece, perSpell } = evaluationOf(judged);
  const share = (pick: (result: FoldResult) => number): number =>
    rounded(results.reduce((sum, result) => sum + pick(result), 0) / judged.length);
  const mean = (pick: (result: FoldResult) => number): number =>
    results.reduce((sum, result) => sum + pick(result), 0) / results.length;
  const known = judged.map(({ probabilities }) => Math.max(...probabilities));
  const strangers = results.flatMap(({ unknown }) => unknown);
  return {
    accuracy: rounded(accuracy),
    worstUser: worstUser && { user: worstUser.user, accuracy: rounded(worstUser.accuracy) },
    baseline: { knnDtw: share(({ right }) => right.knnDtw), cnn2018: share(({ right }) => right.cnn2018) },
    trainSeconds: Math.round(10 * mean(({ trainSeconds }) => trainSeconds)) / 10,
    predictMs: Math.round(100 * mean(({ predictMs }) => predictMs)) / 100,
    ece: rounded(ece),
    unknown: hasUnknown
      ? {
          auroc: rounded(areaUnderRoc(known, strangers)),
          rejectedAt5: rounded(rejectedAt(0.05, known, strangers)),
          falseRejectAtThreshold: share(({ fizzled }) => fizzled),
        }
      : null,
    prefix: Object.fromEntries(
      PREFIXES.map((percent, i) => [percent, share(({ rightAfter }) => rightAfter[i] ?? 0)] as const),
    ),
    falseRejectAtThreshold: share(({ fizzled }) => fizzled),
    perSpell: Object.fromEntries(Object.entries(perSpell).map(([spell, value]) => [spell, rounded(value)] as const)),
    casts: judged.length,
  };
}

function foldsOf(casts: LabelledRecording[], protocol: string, only: string[], seed: number): Fold[] {
  switch (protocol) {
    case 'leave-one-user-out': {
      if (usersOf(casts).length < 2)
        throw new UsageError('leave-one-user-out needs casts of two people at least: use --protocol split');
      const folds = leaveOneUserOut(casts).filter(({ name }) => only.length === 0 || only.includes(name));
      if (folds.length === 0) throw new UsageError(`--only: there is no cast of ${only.join(', ')}`);
      return folds;
    }
    case 'split': {
      if (!casts.some(({ split }) => split !== undefined)) return foldsOfCasts(casts, 5, seeded(seed));
      const train = casts.filter(({ split }) => split === 'train');
      const test = casts.filter(({ split }) => split === 'test');
      if (train.length === 0 || test.length === 0) throw new UsageError('the file marks no train or no test casts');
      return [{ name: 'split', train, test }];
    }
    default:
      throw new UsageError(`--protocol must be leave-one-user-out or split, not "${protocol}"`);
  }
}

function kindOf(text: string): ModelKind | 'auto' {
  const kinds: readonly string[] = ['auto', ...modelKinds];
  if (!kinds.includes(text)) throw new UsageError(`--kind must be one of ${kinds.join(', ')}, not "${text}"`);
  return text as ModelKind | 'auto';
}

function listed(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').filter((name) => name !== '');
}

function rounded(value: number): number {
  return Math.round(1000 * value) / 1000;
}

function report(result: Result): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.padStart(8);
  const { worstUser, baseline, unknown } = result;
  return [
    `${result.casts} casts, ${result.protocol}`,
    `  named right           ${percent(result.accuracy)}${worstUser === null ? '' : `   worst: ${worstUser.user}, ${percent(worstUser.accuracy).trim()}`}`,
    `  nearest cast (DTW)    ${percent(baseline.knnDtw)}`,
    `  network of 2018       ${percent(baseline.cnn2018)}`,
    `  after ${PREFIXES.join(', ')} % of it  ${PREFIXES.map((share) => percent(result.prefix[share] ?? 0).trim()).join(', ')}`,
    `  calibration error     ${percent(result.ece)}`,
    `  fizzled, though known ${percent(result.falseRejectAtThreshold)}`,
    ...(unknown === null
      ? []
      : [`  unknown: AUROC ${unknown.auroc.toFixed(3)}, turned away at 5 %: ${percent(unknown.rejectedAt5).trim()}`]),
    `  ${result.trainSeconds.toFixed(1)} s to train, ${result.predictMs.toFixed(2)} ms to predict one cast`,
  ].join('\n');
}
