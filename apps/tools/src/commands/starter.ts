import { seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { accuracyOf, evaluateModel, parseEnginePreference, saveStarter } from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { numberFlag } from '../cli/number-flag.js';
import { percentText } from '../figures/percent-text.js';
import { runRecognitionCommand } from '../cli/recognition-command.js';
import { trainingProgressLine } from '../cli/training-progress-line.js';

const usage = `npm run starter [-- --seed 1]
Trains the model that a new event starts with on simulated casts of the starter glyphs, and writes it to
libs/recognition/starter. The same seed gives the same weights.
  --seed 1   seed of the simulated people and of the training
  --json     one JSON object as the last line`;

await runRecognitionCommand({
  usage,
  flags: { seed: { type: 'string', default: '1' } } as const,
  async run({ values, progress }) {
    const seed = numberFlag('seed', values.seed);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
    const glyphs = Object.fromEntries(
      starterSpellbook.flatMap(({ id, glyph }) => (glyph === null ? [] : [[id as string, glyph] as const])),
    );
    const { artifact } = await train(
      { casts: [] },
      { kind: 'auto', spells: Object.keys(glyphs), seed, glyphs },
      { onProgress: (state) => { progress(`starter: ${trainingProgressLine(state)}`); } }, // prettier-ignore
    );
    await saveStarter(artifact);
    const { kind, spells, seconds, trainedOn } = artifact.card;
    const model = await loadModel(artifact);
    const unseen = simulateRoom(glyphs, { people: 40, castsPerSpell: 40 }, seeded(seed + 1));
    const accuracy = accuracyOf(evaluateModel(model, unseen, spells));
    model.dispose();
    return {
      kind,
      casts: trainedOn.simulatedCasts,
      spells,
      seconds,
      accuracy,
      bytes: artifact.weights.byteLength,
    };
  },
  report: ({ casts, spells, seconds, accuracy, bytes }) =>
    `learned ${spells.length} spells from ${casts} simulated casts in ${seconds.toFixed(1)} s (${Math.round(bytes / 1024)} kB)\n` +
    `accuracy ${percentText(accuracy)} on simulated people who are not in the training data`,
});
