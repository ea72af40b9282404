import { seeded, shuffled } from '@wandcast/gesture';
import {
  accuracyBy,
  accuracyOf,
  leaveOneUserOut,
  parseEnginePreference,
  type LabeledCast,
} from '@wandcast/recognition';
import { rocketOf, rocketSettings, startEngine, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { numberFlag } from '../cli/number-flag.js';
import { onlyFile } from '../cli/only-file.js';
import { UsageError } from '../cli/usage-error.js';
import { readLabeledCasts, spellsOf } from '../input-files/read-labeled-casts.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { roundTo } from '../figures/round-to.js';
import {
  meanRejection,
  measureRejection,
  openSetVariants,
  type Rejection,
} from '../bench/recognition/open-set-ablation.js';

const usage = `npm run ablation -- FILE [options]
Measures what each part of the linear model's preparation contributes: removes or changes it, and tests on people who
are not in the training data.
  --casts 60,300   numbers of training casts, drawn at random
  --unknown A,B    instead: measures how well casts of these spells, left out of training, are rejected; several sets as
                   in A,B/C,D are averaged
  --seed 1         seed of the training; several as in 1,2,3 are averaged
  --json           one JSON object as the last line`;

const flags = {
  casts: { type: 'string', default: '60,300' },
  unknown: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

const { ranges } = rocketSettings;

/** Each variant changes one setting of the shipped model. */
const variants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as shipped': {},
  'features unweighted': { weighted: false },
  'no augmented copies': { rows: [0, 0] },
  'two copies per cast': { copies: 2 },
  'copies without pitch': { ranges: { ...ranges, rotationX: 0 } },
  'copies without yaw': { ranges: { ...ranges, rotationY: 0 } },
  'copies without roll': { ranges: { ...ranges, rotationZ: 0 } },
  'copies without time warp': { ranges: { ...ranges, warp: 0 } },
  'copies without shifted ends': { ranges: { ...ranges, ends: 0 } },
  'copies without gain': { ranges: { ...ranges, axisGain: 0 } },
  'copies without noise': { ranges: { ...ranges, jitter: 0 } },
  'not leveled': { viewsWithRotation: ['held'], viewsWithoutRotation: ['held'] },
  'path only': { viewsWithRotation: ['path'], viewsWithoutRotation: ['path'] },
  'push only': { viewsWithRotation: ['push'], viewsWithoutRotation: ['push'] },
  'turn only': { viewsWithRotation: ['turn'] },
  'path and push, no turn': { viewsWithRotation: ['path', 'push'] },
  'path, push and turn': { viewsWithRotation: ['path', 'push', 'turn'] },
  'half the features': { features: rocketSettings.features / 2 },
  'twice the features': { features: rocketSettings.features * 2 },
  'a weaker ridge': { alpha: rocketSettings.alpha / 100 },
  'a stronger ridge': { alpha: rocketSettings.alpha * 10 },
  'no scribbles': { scribbles: 0 },
};

interface Row {
  readonly variant: string;
  /** Measured shares, 0..1, by column name. */
  readonly cells: Readonly<Record<string, readonly number[]>>;
}

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const casts = await readLabeledCasts(onlyFile(files));
    const sizes = values.casts.split(',').map((text) => numberFlag('casts', text, { least: 20 }));
    const seeds = values.seed.split(',').map((text) => numberFlag('seed', text));
    const sets = values.unknown?.split('/').map((set) => set.split(','));
    const missing = sets?.flat().find((label) => !casts.some((cast) => cast.label === label));
    if (missing !== undefined) throw new UsageError(`--unknown: there is no cast of ${missing}`);
    if (leaveOneUserOut(casts).length < 3) throw new UsageError('casts of at least three people are needed');
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const rows: Row[] = [];
    for (const [variant, changes] of Object.entries(sets ? openSetVariants : variants)) {
      progress(variant);
      const cells = sets
        ? await measureUnknown(changes, casts, sets, seeds)
        : await measureKnown({ ...changes, negatives: 0 }, casts, sizes, seeds);
      rows.push({ variant, cells });
    }
    return { casts: casts.length, seeds, variants: rows };
  },
  report({ variants: rows }) {
    const names = Object.keys(rows[0]?.cells ?? {});
    const line = (name: string, cells: readonly string[]): string => `| ${[name.padEnd(27), ...cells].join(' | ')} |`;
    return [
      line('', names),
      line('---', names.map(() => '---')), // prettier-ignore
      ...rows.map(({ variant, cells }) =>
        line(
          variant,
          Object.values(cells).map((values) => values.map(percent).join(', ')),
        ),
      ),
    ].join('\n');
  },
});

async function measureUnknown(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  sets: readonly (readonly string[])[],
  seeds: readonly number[],
): Promise<Row['cells']> {
  const each: Rejection[] = [];
  for (const unknown of sets)
    for (const seed of seeds) each.push(await measureRejection(changes, casts, unknown, seed));
  const { auroc, rejectedAt5, reversedAuroc } = meanRejection(each);
  return { 'unknown: AUROC, rejected at 5 %': [auroc, rejectedAt5], 'reversed: AUROC': [reversedAuroc] };
}

async function measureKnown(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  sizes: readonly number[],
  seeds: readonly number[],
): Promise<Row['cells']> {
  const cells: Record<string, readonly number[]> = {};
  for (const size of sizes) {
    const { accuracy, worst } = await measureAccuracy(changes, casts, size, seeds);
    cells[`${size} casts: mean, worst person`] = [accuracy, worst];
  }
  return cells;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

async function measureAccuracy(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  size: number,
  seeds: readonly number[],
): Promise<{ accuracy: number; worst: number }> {
  const spells = spellsOf(casts);
  const recognizer = rocketOf(changes);
  const evaluated: { probabilities: readonly number[]; spell: number; user: string }[] = [];
  for (const seed of seeds)
    for (const { train, test } of leaveOneUserOut(casts)) {
      const drawn = shuffled(train, seeded(seed)).slice(0, size);
      const options = { seed, purpose: 'serve', effort: 1, onStep: () => undefined } as const;
      const fitted = await recognizer.fit({ casts: drawn, weaklyLabeled: [] }, spells, options);
      const predictions = fitted.predictRaw(test.map(({ signal }) => signal));
      fitted.dispose();
      test.forEach(({ label, user }, i) =>
        evaluated.push({ probabilities: predictions[i]?.probabilities ?? [], spell: spells.indexOf(label), user }),
      );
    }
  const perPerson = [...accuracyBy(evaluated, ({ user }) => user).values()];
  return { accuracy: roundTo(accuracyOf(evaluated), 3), worst: roundTo(Math.min(...perPerson), 3) };
}
