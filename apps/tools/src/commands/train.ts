import path from 'node:path';
import {
  coresetOf,
  evaluationOf,
  evaluateModel,
  recognizerKinds,
  parseEnginePreference,
  Predictor,
  prepareTraining,
  saveArtifact,
  trainInProcess,
  type Artifact,
  type EnginePreference,
  type LabeledCast,
} from '@wandcast/recognition';
import { numberFlag } from '../cli/number-flag.js';
import { UsageError } from '../cli/usage-error.js';
import { onlyFile } from '../cli/only-file.js';
import { percentText } from '../figures/percent-text.js';
import { modelKindFlag } from '../cli/model-kind-flag.js';
import { simulatedCasts } from '../fixture/simulated-room.js';
import { readLabeledCasts, spellsOf } from '../input-files/read-labeled-casts.js';
import { TrainingMeter, trainingFiguresText } from '../measures/training-meter.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { trainingProgressLine } from '../cli/training-progress-line.js';

const usage = `npm run train -- FILE [options]
Trains a model from recorded casts (NDJSON, NDJSON.gz or tidy CSV) without a server and writes model.json and weights.bin.
Accuracy is measured on people who are not in the training data, or with fewer than three people on held-out casts. If
the file marks casts as "split": "test", they are excluded from training and accuracy is measured on them. Of more than
1,000 casts it learns from a balanced part of them.
  --simulated N       instead of FILE: N casts by simulated people, to measure how a training scales
  --out .data/model   the output folder
  --kind auto         auto, ${recognizerKinds.join(', ')}
  --seed 1            the same seed, file and engine always give the same model
  --json              one JSON object as the last line`;

const flags = {
  out: { type: 'string', default: '.data/model' },
  simulated: { type: 'string' },
  kind: { type: 'string', default: 'auto' },
  seed: { type: 'string', default: '1' },
} as const;

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const kind = modelKindFlag(values.kind);
    const seed = numberFlag('seed', values.seed);
    const engine = parseEnginePreference(process.env['TF_ENGINE']);
    if (values.simulated !== undefined && files.length > 0)
      throw new UsageError('--simulated and FILE exclude each other');
    prepareTraining(engine); // while the file is read
    const casts: readonly (LabeledCast & { readonly split?: 'train' | 'test' })[] =
      values.simulated === undefined
        ? await readLabeledCasts(onlyFile(files))
        : simulatedCasts(numberFlag('simulated', values.simulated, { least: 2 }), seed);
    const test = casts.filter(({ split }) => split === 'test');
    const known = casts.filter(({ split }) => split !== 'test');
    const spells = spellsOf(known);
    const meter = new TrainingMeter();
    const { artifact } = await trainInProcess(
      { casts: coresetOf(known) },
      { kind, spells, seed, engine },
      {
        onFirst: () => {
          meter.first();
        },
        onCost: (cost) => {
          meter.costed(cost);
        },
        onProgress: (state) => {
          meter.progressed(state);
          progress(`train: ${trainingProgressLine(state)}`);
        },
      },
    );
    const figures = meter.end();
    const folder = path.resolve(values.out);
    await saveArtifact(artifact, folder);
    const { card } = artifact;
    return {
      kind: card.kind,
      casts: card.trainedOn.casts,
      of: known.length,
      people: card.trainedOn.people,
      spells,
      seconds: card.seconds,
      ...figures,
      ...(await measureAccuracy(artifact, test, engine)),
      threshold: card.threshold,
      model: folder,
    };
  },
  report: (r) =>
    `${r.kind}: learned ${r.spells.length} spells from ${r.casts === r.of ? '' : `${r.casts} of `}${r.of} casts of ${r.people} ${r.people === 1 ? 'person' : 'people'} in ${r.seconds.toFixed(1)} s\n` +
    `${r.accuracy === null ? 'too few casts to measure its accuracy' : `accuracy ${percentText(r.accuracy)} on ${r.heldOut}`}\n` +
    `${trainingFiguresText(r)}\n` +
    `written to ${r.model}`,
});

/** What the accuracy was measured on. */
type HeldOut = 'unseen people' | 'unseen casts of the same people' | 'the test casts of the file';

async function measureAccuracy(
  { card, ...rest }: Artifact,
  test: readonly LabeledCast[],
  engine: EnginePreference,
): Promise<{ accuracy: number | null; heldOut: HeldOut }> {
  if (test.length > 0) {
    const accuracy = await accuracyOn({ card, ...rest }, test, engine);
    return { accuracy, heldOut: 'the test casts of the file' };
  }
  const { accuracy, accuracyOnOwnPeople } = card.metrics;
  if (accuracy !== null) return { accuracy, heldOut: 'unseen people' };
  return { accuracy: accuracyOnOwnPeople, heldOut: 'unseen casts of the same people' };
}

/** Casts of spells that the model does not know count as wrong. */
async function accuracyOn(artifact: Artifact, test: readonly LabeledCast[], engine: EnginePreference): Promise<number> {
  const predictor = await Predictor.start({ engine });
  try {
    await predictor.load(artifact);
    const { spells } = artifact.card;
    const known = test.filter(({ label }) => spells.includes(label));
    const rows = await predictor.predict(
      known.map(({ signal }) => signal),
      'whole',
    );
    if (known.length === 0) return 0;
    return (evaluationOf(evaluateModel({ predict: () => rows }, known, spells)).accuracy * known.length) / test.length;
  } finally {
    await predictor.stop();
  }
}
