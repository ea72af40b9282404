import { createHash } from 'node:crypto';
import { FailureError, MAX_MODEL_BYTES } from '@wandcast/protocol';
import { spellId, text } from '@wandcast/protocol/schemas';
import {
  ARTIFACT_FORMAT,
  recognizerKinds,
  packParts,
  unpackParts,
  type Artifact,
  type JsonObject,
  type Part,
} from '@wandcast/recognition';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { z } from 'zod';

/** Largest unpacked size, bytes. */
const MAX_UNPACKED = 2 * MAX_MODEL_BYTES;
/** Largest JSON in it, bytes: twenty times that of the model that ships. JSON takes far more memory once parsed. */
const MAX_JSON = 2 * 1024 * 1024;
const MAX_PARTS = 32;

/** Name of a recognizer's part, which is a folder in the file, as in `live` or `rocket/kernels-0`. */
const PART_NAME = /^[a-z0-9][a-z0-9-]{0,39}(\/[a-z0-9][a-z0-9-]{0,39})?$/;

const CARD = 'card.json';

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const dataset = { id: z.uuid(), name: text({ max: 60 }), at: z.number(), casts: count };
const card = z.object({
  format: z.literal(ARTIFACT_FORMAT, `the model's format is not ${ARTIFACT_FORMAT}`),
  kind: z.enum(recognizerKinds),
  spells: z
    .array(spellId)
    .min(2)
    .max(200)
    .refine((spells) => new Set(spells).size === spells.length, 'lists a spell twice'),
  preprocessing: z.int(),
  threshold: share,
  spottingThreshold: share.exactOptional(),
  temperature: z.number().positive(),
  trainedOn: z.object({
    casts: count,
    people: count,
    simulatedCasts: count,
    unlabelledCasts: count,
    fingerprint: text({ max: 128 }),
    description: text({ max: 400 }),
    dataset: z.object(dataset).exactOptional(),
  }),
  testedOn: z.object({ ...dataset, tested: count, people: count, peopleInTraining: count }).exactOptional(),
  metrics: z.object({
    accuracy: share.nullable(),
    worstUser: z.object({ user: text({ max: 80 }), accuracy: share }).nullable(),
    ece: share.nullable(),
    accuracyOnOwnPeople: share.nullable(),
    confusion: z.array(z.array(count)).nullable(),
  }),
  seed: z.number(),
  engine: z.enum(['tensorflow', 'wasm']),
  seconds: z.number().min(0),
});
const cardFile = z.object({
  card,
  parts: z
    .array(z.object({ name: z.string().regex(PART_NAME), sha256: z.string().length(64) }))
    .min(1)
    .max(MAX_PARTS),
});
const settings = z.record(z.string(), z.json());
const layersModel = z.object({
  modelTopology: z.json(),
  weightsManifest: z.tuple([z.object({ weights: z.json() })]),
  userDefinedMetadata: settings,
});

/**
 * Packs a model into a zip. `card.json` contains the model card and the SHA-256 of each part's weights. Each part is a
 * folder; those of TensorFlow.js networks can be read by `tf.loadLayersModel`. Parts without weights have no
 * `weights.bin`. The zip is uncompressed, because weights barely compress.
 * @throws ModelError if the artifact is damaged or of another version
 */
export function packModelFile(artifact: Artifact): Uint8Array {
  const parts = unpackParts(artifact);
  const sums = parts.map(({ name, weights }) => ({ name, sha256: sha256(weights) }));
  const files = parts.flatMap(({ name, settings: all, weights }) => [
    [`${name}/${isNetwork(all) ? 'model' : 'part'}.json`, json(isNetwork(all) ? layersModelOf(all) : all)],
    ...(weights.byteLength === 0 ? [] : [[`${name}/weights.bin`, weights]]),
  ]);
  return zipSync(
    Object.fromEntries([[CARD, json({ card: artifact.card, parts: sums })], ...files]) as Record<string, Uint8Array>,
    { level: 0 },
  );
}

/** Reads a model file. Does not test that the model loads. @throws FailureError `model-unreadable` */
export function unpackModelFile(bytes: Uint8Array): Artifact {
  const files = unzip(bytes);
  const { card: read, parts } = parse(cardFile, files, CARD);
  const expected = new Set([CARD, ...parts.flatMap(({ name }) => partFiles(name))]);
  const unexpected = Object.keys(files).find((name) => !expected.has(name) && !name.endsWith('/'));
  if (unexpected !== undefined) refuse(`${JSON.stringify(unexpected.slice(0, 80))} is not part of a model file`);
  const packed = packParts(
    parts.map(({ name, sha256: sum }) => {
      const part = readPart(name, files);
      if (sha256(part.weights) !== sum) refuse(`the weights of ${name} are missing or differ from those saved`);
      return part;
    }),
  );
  return { card: read, ...packed };
}

const partFiles = (name: string): string[] =>
  ['model.json', 'part.json', 'weights.bin'].map((file) => `${name}/${file}`);

function readPart(name: string, files: Record<string, Uint8Array>): Part {
  const weights = files[`${name}/weights.bin`] ?? new Uint8Array(); // the hash check detects missing weights
  if (files[`${name}/model.json`] === undefined)
    return { name, settings: parse(settings, files, `${name}/part.json`), weights };
  const { modelTopology, weightsManifest, userDefinedMetadata } = parse(layersModel, files, `${name}/model.json`);
  const net = { topology: modelTopology, specs: weightsManifest[0].weights };
  return { name, settings: { ...userDefinedMetadata, ...net }, weights };
}

/** Whether a part is a TensorFlow.js network. */
function isNetwork(all: JsonObject): boolean {
  return 'topology' in all && 'specs' in all;
}

function layersModelOf({ topology, specs, ...rest }: JsonObject): object {
  return {
    format: 'layers-model',
    generatedBy: 'Wandcast',
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    userDefinedMetadata: rest,
  };
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let left = MAX_UNPACKED;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        left -= originalSize;
        if (left < 0) refuse(`it unpacks to more than ${MAX_UNPACKED} bytes`);
        return name.length < 100 || refuse('a name in it is too long');
      },
    });
  } catch (error) {
    return error instanceof FailureError ? rethrow(error) : refuse('it is not a zip');
  }
}

function parse<T>(schema: z.ZodType<T>, files: Record<string, Uint8Array>, name: string): T {
  const file = files[name] ?? refuse(`${name} is missing`);
  if (file.byteLength > MAX_JSON) refuse(`${name} is larger than ${MAX_JSON} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(strFromU8(file));
  } catch {
    return refuse(`${name} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`${name}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`);
}

/** @throws FailureError `model-unreadable` */
function refuse(detail: string): never {
  throw new FailureError('model-unreadable', detail);
}
function rethrow(error: FailureError): never {
  throw error;
}

function json(value: unknown): Uint8Array {
  return strToU8(JSON.stringify(value));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
