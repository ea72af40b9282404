import { readFile } from 'node:fs/promises';
import { GlyphError, parseGlyph, seeded, simulateRoom, type Axes, type Signal } from '@wandcast/gesture';
import { evaluationOf, judgedBy, parseEnginePreference } from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { UsageError, numberFlag, onlyFile } from './command.js';
import { readLabelledCasts } from './labelled-casts.js';
import { runRecognitionCommand } from './recognition-command.js';
import { trainingLine } from './training-line.js';

const usage = `npm run bench:zero-shot -- FILE --glyphs GLYPHS.json [options]
Trains on nothing but simulated casts of the glyphs, then tests on the recorded casts of FILE.
  --glyphs FILE   JSON: an SVG path for each label, y down, in the order it is drawn
  --flip          turns every reading of FILE to the opposite sign, as a phone of the other convention would report it:
                  recognition must then fail, else the bench cannot see a wrong sign
  --adapt         not available yet
  --seed 1        of the simulated people and of the training
  --json          one JSON object as the last line`;

const flags = {
  glyphs: { type: 'string' },
  flip: { type: 'boolean', default: false },
  adapt: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
} as const;

/** More people teach more than more casts. */
const ROOM = { people: 100, castsPerSpell: 120 };

await runRecognitionCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    if (values.adapt)
      throw new UsageError('--adapt is not available yet: nothing adapts a model to unlabelled casts so far');
    const file = onlyFile(files);
    if (values.glyphs === undefined) throw new UsageError('--glyphs is needed (see --help)');
    const seed = numberFlag('seed', values.seed);
    const glyphs = await readGlyphs(values.glyphs);
    const spells = Object.keys(glyphs).sort();
    const casts = (await readLabelledCasts(file)).filter(({ label }) => spells.includes(label));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of ${spells.join(', ')}`);
    await startEngine(parseEnginePreference(process.env['TF_ENGINE']));

    const began = performance.now();
    const artefact = await train(
      simulateRoom(glyphs, ROOM, seeded(seed)),
      { kind: 'auto', spells, seed, simulated: true, live: false },
      { onProgress: (state) => { progress(`zero-shot: ${trainingLine(state)}`); } }, // prettier-ignore
    );
    const trainSeconds = Math.round((performance.now() - began) / 100) / 10;
    const model = await loadModel(artefact);
    const test = values.flip ? casts.map((cast) => ({ ...cast, signal: flipped(cast.signal) })) : casts;
    const judged = judgedBy(model, test, spells);
    model.dispose();
    const { accuracy, worstUser, ece, perSpell } = evaluationOf(judged);
    const fizzled = judged.filter(({ probabilities }) => Math.max(...probabilities) < artefact.card.threshold).length;
    return {
      accuracy,
      adapted: null,
      worstUser,
      trainSeconds,
      ece: Math.round(1000 * ece) / 1000,
      falseRejectAtThreshold: fizzled / judged.length,
      perSpell,
      casts: judged.length,
      flipped: values.flip,
    };
  },
  report: (r) =>
    `${r.casts} recorded casts${r.flipped ? ', signs flipped' : ''}, no training cast from a person: ` +
    `${(100 * r.accuracy).toFixed(1)} % named right` +
    (r.worstUser === null ? '' : `, worst: ${r.worstUser.user}, ${(100 * r.worstUser.accuracy).toFixed(1)} %`) +
    `\n${r.trainSeconds.toFixed(1)} s to simulate and train`,
});

/** @throws UsageError where it is not a file of glyphs, naming the glyph */
async function readGlyphs(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  });
  let glyphs: unknown;
  try {
    glyphs = JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: not JSON`);
  }
  if (typeof glyphs !== 'object' || glyphs === null || Array.isArray(glyphs))
    throw new UsageError(`${file}: not a JSON object of SVG paths`);
  const entries = Object.entries(glyphs as Record<string, unknown>);
  if (entries.length < 2) throw new UsageError(`${file}: two glyphs at least are needed`);
  return Object.fromEntries(entries.map(([label, path]) => [label, checkedGlyph(file, label, path)] as const));
}

function checkedGlyph(file: string, label: string, path: unknown): string {
  if (typeof path !== 'string') throw new UsageError(`${file}: ${label} is not an SVG path`);
  try {
    parseGlyph(path);
  } catch (error) {
    if (error instanceof GlyphError) throw new UsageError(`${file}: ${label}: ${error.message}`);
    throw error;
  }
  return path;
}

function flipped(signal: Signal): Signal {
  const negated = ({ x, y, z }: Axes): Axes => ({ x: x.map((v) => -v), y: y.map((v) => -v), z: z.map((v) => -v) });
  return {
    ...signal,
    ...(signal.linear && { linear: negated(signal.linear) }),
    ...(signal.gravity && { gravity: negated(signal.gravity) }),
  };
}
