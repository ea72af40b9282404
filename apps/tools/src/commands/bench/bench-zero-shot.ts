import type { Axes, Signal } from '@wandcast/gesture';
import {
  evaluationOf,
  evaluateModel,
  recognizerKinds,
  parseEnginePreference,
  type TrainingSet,
} from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { heldCasts, holdFlag, holdUsage } from '../../cli/hold-flag.js';
import { numberFlag } from '../../cli/number-flag.js';
import { onlyFile } from '../../cli/only-file.js';
import { UsageError } from '../../cli/usage-error.js';
import { percentText } from '../../figures/percent-text.js';
import { roundTo } from '../../figures/round-to.js';
import { readGlyphs } from '../../input-files/read-glyphs.js';
import { modelKindFlag } from '../../cli/model-kind-flag.js';
import { readLabeledCasts } from '../../input-files/read-labeled-casts.js';
import { runRecognitionCommand } from '../../cli/recognition-command.js';
import { trainingProgressLine } from '../../cli/training-progress-line.js';

const usage = `npm run bench:zero-shot -- FILE --glyphs GLYPHS.json [options]
Trains only on simulated casts of the glyphs, then tests on the recorded casts of FILE.
  --glyphs FILE   JSON: an SVG path for each label, y down, in drawing order
  --flip          invert the sign of every reading of FILE: recognition must then fail, or a wrong sign would go unnoticed
  --hold HOLD     test casts as phones held so would have recorded them: ${holdUsage}
  --adapt         also train on the casts of FILE without their labels, by self-training on the most confident
                  predictions; reported separately as "adapted"
  --reversible    train as if every glyph might be drawn backwards; an inverted S is then an S
  --kind auto     auto, ${recognizerKinds.join(', ')}
  --seed 1        seed of the simulated people and of the training
  --json          one JSON object as the last line`;

const flags = {
  glyphs: { type: 'string' },
  flip: { type: 'boolean', default: false },
  hold: { type: 'string' },
  adapt: { type: 'boolean', default: false },
  kind: { type: 'string', default: 'auto' },
  reversible: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
} as const;

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    if (values.glyphs === undefined) throw new UsageError('--glyphs is needed (see --help)');
    const seed = numberFlag('seed', values.seed);
    const hold = holdFlag(values.hold);
    const glyphs = await readGlyphs(values.glyphs);
    const spells = Object.keys(glyphs).sort();
    const casts = (await readLabeledCasts(file)).filter(({ label }) => spells.includes(label));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of ${spells.join(', ')}`);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));

    const upright = values.flip ? casts.map((cast) => ({ ...cast, signal: flipped(cast.signal) })) : casts;
    const test = heldCasts(upright, hold, seed);
    const drawn = { glyphs, reversible: values.reversible ? spells : [] };
    const options = { kind: modelKindFlag(values.kind), spells, seed, ...drawn, live: false } as const;
    const trainAndTest = async (step: string, set: TrainingSet): Promise<TestResult> => {
      const startedAt = performance.now();
      const { artifact } = await train(set, options, {
        onProgress: (state) => {
          progress(`${step}: ${trainingProgressLine(state)}`);
        },
      });
      const seconds = roundTo((performance.now() - startedAt) / 1000, 1);
      const model = await loadModel(artifact);
      const evaluated = evaluateModel(model, test, spells);
      model.dispose();
      const { threshold } = artifact.card;
      const rejected = evaluated.filter(({ probabilities }) => Math.max(...probabilities) < threshold).length;
      const { accuracy, worstUser, ece, perSpell } = evaluationOf(evaluated);
      return { accuracy, worstUser, ece, perSpell, seconds, falseRejectAtThreshold: rejected / evaluated.length };
    };
    const { seconds, ...zeroShot } = await trainAndTest('zero-shot', { casts: [] });
    const adapted = values.adapt ? await trainAndTest('adapting', { casts: [], unlabeled: test }) : null;
    return {
      ...zeroShot,
      adapted: adapted?.accuracy ?? null,
      trainSeconds: seconds,
      adaptedTo: adapted,
      casts: test.length,
      flipped: values.flip,
      hold,
    };
  },
  report: (r) =>
    `${r.casts} recorded casts${r.flipped ? ', signs flipped' : ''}, held ${r.hold}, no training casts from people: ` +
    `accuracy ${percentText(r.accuracy)}` +
    (r.worstUser === null ? '' : `, worst: ${r.worstUser.user}, ${percentText(r.worstUser.accuracy)}`) +
    (r.adaptedTo === null
      ? ''
      : `\nafter training on the same casts without their labels: ${percentText(r.adaptedTo.accuracy)}` +
        (r.adaptedTo.worstUser === null ? '' : `, worst: ${percentText(r.adaptedTo.worstUser.accuracy)}`)) +
    `\n${r.trainSeconds.toFixed(1)} s to simulate and train`,
});

type TestResult = ReturnType<typeof evaluationOf> & { seconds: number; falseRejectAtThreshold: number };

function flipped(signal: Signal): Signal {
  const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
  return {
    ...signal,
    ...(signal.linear && { linear: negated(signal.linear) }),
    ...(signal.gravity && { gravity: negated(signal.gravity) }),
    ...(signal.rotation && { rotation: negated(signal.rotation) }),
  };
}
