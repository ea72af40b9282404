import type { Axes, Signal } from '@wandcast/gesture';
import {
  evaluationOf,
  evaluateModel,
  recognizerKinds,
  parseEnginePreference,
  type TrainingSet,
} from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { UsageError, numberFlag, onlyFile } from '../cli/command.js';
import { readGlyphs } from '../input-files/read-glyphs.js';
import { kindOf } from '../cli/model-kind-flag.js';
import { readLabeledCasts } from '../input-files/read-labeled-casts.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { trainingLine } from '../cli/training-progress-line.js';

const usage = `npm run bench:zero-shot -- FILE --glyphs GLYPHS.json [options]
Trains on nothing but simulated casts of the glyphs, then tests on the recorded casts of FILE.
  --glyphs FILE   JSON: an SVG path for each label, y down, in the order it is drawn
  --flip          turns every reading of FILE to the opposite sign: recognition must then fail, else the bench cannot
                  see a wrong sign
  --adapt         also learns from the casts of FILE themselves, without their labels: the model names them and believes
                  those it is surest of; reported apart, as "adapted"
  --kind auto     auto, ${recognizerKinds.join(', ')}
  --seed 1        of the simulated people and of the training
  --json          one JSON object as the last line`;

const flags = {
  glyphs: { type: 'string' },
  flip: { type: 'boolean', default: false },
  adapt: { type: 'boolean', default: false },
  kind: { type: 'string', default: 'auto' },
  seed: { type: 'string', default: '1' },
} as const;

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    if (values.glyphs === undefined) throw new UsageError('--glyphs is needed (see --help)');
    const seed = numberFlag('seed', values.seed);
    const glyphs = await readGlyphs(values.glyphs);
    const spells = Object.keys(glyphs).sort();
    const casts = (await readLabeledCasts(file)).filter(({ label }) => spells.includes(label));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of ${spells.join(', ')}`);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));

    const test = values.flip ? casts.map((cast) => ({ ...cast, signal: flipped(cast.signal) })) : casts;
    const options = { kind: kindOf(values.kind), spells, seed, glyphs, live: false } as const;
    const learn = async (what: string, set: TrainingSet): Promise<Learnt> => {
      const began = performance.now();
      const { artifact } = await train(set, options, {
        onProgress: (state) => {
          progress(`${what}: ${trainingLine(state)}`);
        },
      });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const model = await loadModel(artifact);
      const judged = evaluateModel(model, test, spells);
      model.dispose();
      const { threshold } = artifact.card;
      const fizzled = judged.filter(({ probabilities }) => Math.max(...probabilities) < threshold).length;
      const { accuracy, worstUser, ece, perSpell } = evaluationOf(judged);
      return { accuracy, worstUser, ece, perSpell, seconds, falseRejectAtThreshold: fizzled / judged.length };
    };
    const { seconds, ...met } = await learn('zero-shot', { casts: [] });
    const adapted = values.adapt ? await learn('adapting', { casts: [], unlabeled: test }) : null;
    return {
      ...met,
      adapted: adapted?.accuracy ?? null,
      trainSeconds: seconds,
      adaptedTo: adapted,
      casts: test.length,
      flipped: values.flip,
    };
  },
  report: (r) =>
    `${r.casts} recorded casts${r.flipped ? ', signs flipped' : ''}, no training cast from a person: ` +
    `${(100 * r.accuracy).toFixed(1)} % named right` +
    (r.worstUser === null ? '' : `, worst: ${r.worstUser.user}, ${(100 * r.worstUser.accuracy).toFixed(1)} %`) +
    (r.adaptedTo === null
      ? ''
      : `\nafter learning from the same casts without their labels: ${(100 * r.adaptedTo.accuracy).toFixed(1)} %` +
        (r.adaptedTo.worstUser === null ? '' : `, worst: ${(100 * r.adaptedTo.worstUser.accuracy).toFixed(1)} %`)) +
    `\n${r.trainSeconds.toFixed(1)} s to simulate and train`,
});

type Learnt = ReturnType<typeof evaluationOf> & { seconds: number; falseRejectAtThreshold: number };

function flipped(signal: Signal): Signal {
  const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
  return {
    ...signal,
    ...(signal.linear && { linear: negated(signal.linear) }),
    ...(signal.gravity && { gravity: negated(signal.gravity) }),
    ...(signal.rotation && { rotation: negated(signal.rotation) }),
  };
}
