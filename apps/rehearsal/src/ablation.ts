import { seeded, shuffled } from '@wandcast/gesture';
import {
  accuracyBy,
  accuracyOf,
  leaveOneUserOut,
  parseEnginePreference,
  type LabelledCast,
} from '@wandcast/recognition';
import { rocketOf, rocketSettings, startEngine, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { numberFlag, onlyFile, UsageError } from './command.js';
import { readLabelledCasts, spellsOf } from './labelled-casts.js';
import { runRecognitionCommand } from './recognition-command.js';
import { rounded } from './recognition-summary.js';

const usage = `npm run ablation -- FILE [options]
What each part of the linear head's preparation is worth: leaves it out, or changes it, and measures on people left out.
  --casts 60,300   learns from so many casts, drawn by chance
  --seed 1         several as 1,2,3 give their means
  --json           one JSON object as the last line`;

const flags = {
  casts: { type: 'string', default: '60,300' },
  seed: { type: 'string', default: '1' },
} as const;

const { ranges } = rocketSettings;

/** Each is what ships, but for one thing. */
const variants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as it ships': {},
  'all features alike': { weighted: false },
  'no varied copies': { rows: [0, 0] },
  'one copy each': { copies: 1, rows: [0, 1000] },
  'copies not pitched': { ranges: { ...ranges, rotationX: 0 } },
  'copies not yawed': { ranges: { ...ranges, rotationY: 0 } },
  'copies not rolled': { ranges: { ...ranges, rotationZ: 0 } },
  'copies not hurried': { ranges: { ...ranges, warp: 0 } },
  'copies keep their ends': { ranges: { ...ranges, ends: 0 } },
  'copies keep their gains': { ranges: { ...ranges, axisGain: 0 } },
  'copies without noise': { ranges: { ...ranges, jitter: 0 } },
  'not levelled': { withTurns: ['held'], withoutTurns: ['held'] },
  'path alone': { withTurns: ['path'], withoutTurns: ['path'] },
  'push alone': { withTurns: ['push'], withoutTurns: ['push'] },
  'turn alone': { withTurns: ['turn'] },
  'path and push, no turn': { withTurns: ['path', 'push'] },
  'path, push and turn': { withTurns: ['path', 'push', 'turn'] },
  'half the features': { features: rocketSettings.features / 2 },
  'twice the features': { features: rocketSettings.features * 2 },
  'a weaker ridge': { alpha: rocketSettings.alpha / 100 },
  'a stronger ridge': { alpha: rocketSettings.alpha * 10 },
};

interface Row {
  readonly variant: string;
  /** By number of casts learnt from: mean over people and seeds, and the person understood least. */
  readonly after: Readonly<Record<string, { accuracy: number; worst: number }>>;
}

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const casts = await readLabelledCasts(onlyFile(files));
    const sizes = values.casts.split(',').map((text) => numberFlag('casts', text, { least: 20 }));
    const seeds = values.seed.split(',').map((text) => numberFlag('seed', text));
    if (leaveOneUserOut(casts).length < 3) throw new UsageError('casts of three people at least are needed');
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const rows: Row[] = [];
    for (const [variant, changes] of Object.entries(variants)) {
      const after: Record<string, { accuracy: number; worst: number }> = {};
      for (const size of sizes) {
        progress(`${variant}, ${size} casts`);
        after[size] = await measured({ ...changes, strangers: 0 }, casts, size, seeds);
      }
      rows.push({ variant, after });
    }
    return { casts: casts.length, seeds, variants: rows };
  },
  report({ variants: rows }) {
    const sizes = Object.keys(rows[0]?.after ?? {});
    const line = (name: string, cells: readonly string[]): string => `| ${[name.padEnd(24), ...cells].join(' | ')} |`;
    const percent = (value: number): string => (100 * value).toFixed(1);
    return [
      line(
        '',
        sizes.map((size) => `${size} casts: mean, worst person`),
      ),
      line(
        '---',
        sizes.map(() => '---'),
      ),
      ...rows.map(({ variant, after }) =>
        line(
          variant,
          sizes.map((size) => `${percent(after[size]?.accuracy ?? NaN)}, ${percent(after[size]?.worst ?? NaN)}`),
        ),
      ),
    ].join('\n');
  },
});

async function measured(
  changes: Partial<RocketSettings>,
  casts: readonly LabelledCast[],
  size: number,
  seeds: readonly number[],
): Promise<{ accuracy: number; worst: number }> {
  const spells = spellsOf(casts);
  const recogniser = rocketOf(changes);
  const judged: { probabilities: readonly number[]; spell: number; user: string }[] = [];
  for (const seed of seeds)
    for (const { train, test } of leaveOneUserOut(casts)) {
      const drawn = shuffled(train, seeded(seed)).slice(0, size);
      const options = { seed, purpose: 'serve', effort: 1, onStep: () => undefined } as const;
      const fitted = await recogniser.fit({ casts: drawn, likely: [] }, spells, options);
      const verdicts = fitted.verdicts(test.map(({ signal }) => signal));
      fitted.dispose();
      test.forEach(({ label, user }, i) =>
        judged.push({ probabilities: verdicts[i]?.probabilities ?? [], spell: spells.indexOf(label), user }),
      );
    }
  const perPerson = [...accuracyBy(judged, ({ user }) => user).values()];
  return { accuracy: rounded(accuracyOf(judged)), worst: rounded(Math.min(...perPerson)) };
}
