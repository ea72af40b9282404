import { seeded, shuffled } from '@wandcast/gesture';
import {
  accuracyBy,
  accuracyOf,
  leaveOneUserOut,
  parseEnginePreference,
  type LabeledCast,
} from '@wandcast/recognition';
import { rocketOf, rocketSettings, startEngine, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { numberFlag, onlyFile, UsageError } from '../cli/command.js';
import { readLabeledCasts, spellsOf } from '../input-files/read-labeled-casts.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { rounded } from '../bench/recognition/recognition-summary.js';
import {
  meanOf,
  openSetVariants,
  measureOpenSet,
  type OpenSetMetrics,
} from '../bench/recognition/open-set-ablation.js';

const usage = `npm run ablation -- FILE [options]
What each part of the linear head's preparation is worth: leaves it out, or changes it, and measures on people left out.
  --casts 60,300   learns from so many casts, drawn by chance
  --unknown A,B    instead, what strangers are worth: are casts of spells left out of training turned away? Several such
                   sets, parted by slashes as in A,B/C,D, give their means
  --seed 1         several as 1,2,3 give their means
  --json           one JSON object as the last line`;

const flags = {
  casts: { type: 'string', default: '60,300' },
  unknown: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

const { ranges } = rocketSettings;

/** Each variant changes one hyperparameter of the shipped recognizer. */
const variants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as it ships': {},
  'all features alike': { weighted: false },
  'no varied copies': { rows: [0, 0] },
  'two copies each': { copies: 2 },
  'copies not pitched': { ranges: { ...ranges, rotationX: 0 } },
  'copies not yawed': { ranges: { ...ranges, rotationY: 0 } },
  'copies not rolled': { ranges: { ...ranges, rotationZ: 0 } },
  'copies not hurried': { ranges: { ...ranges, warp: 0 } },
  'copies keep their ends': { ranges: { ...ranges, ends: 0 } },
  'copies keep their gains': { ranges: { ...ranges, axisGain: 0 } },
  'copies without noise': { ranges: { ...ranges, jitter: 0 } },
  'not leveled': { viewsWithRotation: ['held'], viewsWithoutRotation: ['held'] },
  'path alone': { viewsWithRotation: ['path'], viewsWithoutRotation: ['path'] },
  'push alone': { viewsWithRotation: ['push'], viewsWithoutRotation: ['push'] },
  'turn alone': { viewsWithRotation: ['turn'] },
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
  /** Measurements, 0..1, by column. */
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
    const stray = sets?.flat().find((label) => !casts.some((cast) => cast.label === label));
    if (stray !== undefined) throw new UsageError(`--unknown: there is no cast of ${stray}`);
    if (leaveOneUserOut(casts).length < 3) throw new UsageError('casts of three people at least are needed');
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const rows: Row[] = [];
    for (const [variant, changes] of Object.entries(sets ? openSetVariants : variants)) {
      progress(variant);
      const cells = sets
        ? await openSetCells(changes, casts, sets, seeds)
        : await accuracyCells({ ...changes, negatives: 0 }, casts, sizes, seeds);
      rows.push({ variant, cells });
    }
    return { casts: casts.length, seeds, variants: rows };
  },
  report({ variants: rows }) {
    const names = Object.keys(rows[0]?.cells ?? {});
    const line = (name: string, cells: readonly string[]): string => `| ${[name.padEnd(24), ...cells].join(' | ')} |`;
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

async function openSetCells(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  sets: readonly (readonly string[])[],
  seeds: readonly number[],
): Promise<Row['cells']> {
  const each: OpenSetMetrics[] = [];
  for (const unknown of sets) for (const seed of seeds) each.push(await measureOpenSet(changes, casts, unknown, seed));
  const { auroc, rejectedAt5, reversedAuroc } = meanOf(each);
  return { 'unknown: AUROC, turned away at 5 %': [auroc, rejectedAt5], 'run backwards: AUROC': [reversedAuroc] };
}

async function accuracyCells(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  sizes: readonly number[],
  seeds: readonly number[],
): Promise<Row['cells']> {
  const cells: Record<string, readonly number[]> = {};
  for (const size of sizes) {
    const { accuracy, worst } = await measured(changes, casts, size, seeds);
    cells[`${size} casts: mean, worst person`] = [accuracy, worst];
  }
  return cells;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

async function measured(
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
  return { accuracy: rounded(accuracyOf(evaluated)), worst: rounded(Math.min(...perPerson)) };
}
