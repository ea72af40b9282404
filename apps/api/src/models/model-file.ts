import { createHash } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';
import { spellId } from '@wandcast/protocol/schemas';
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

/** Largest file, and most it may unpack to, bytes: ten times the largest model we train. */
export const MAX_MODEL_FILE = 16 * 1024 * 1024;
const MAX_UNPACKED = 2 * MAX_MODEL_FILE;
const MAX_PARTS = 32;

/** A part of a recognizer, or of one within it: `live`, `rocket/kernels-0`. Each is a folder. */
const PART_NAME = /^[a-z0-9][a-z0-9-]{0,39}(\/[a-z0-9][a-z0-9-]{0,39})?$/;

const CARD = 'card.json';

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const card = z.object({
  format: z.literal(ARTIFACT_FORMAT, `the model has another format than ${ARTIFACT_FORMAT}`),
  kind: z.enum(recognizerKinds),
  spells: z
    .array(spellId)
    .min(2)
    .max(200)
    .refine((spells) => new Set(spells).size === spells.length, 'names a spell twice'),
  preprocessing: z.int(),
  threshold: share,
  temperature: z.number().positive(),
  trainedOn: z.object({
    casts: count,
    people: count,
    simulatedCasts: count,
    unlabelledCasts: count,
    fingerprint: z.string().max(128),
    description: z.string().max(400),
    dataset: z.object({ id: z.uuid(), name: z.string().max(60), at: z.number(), casts: count }).exactOptional(),
  }),
  metrics: z.object({
    accuracy: share.nullable(),
    worstUser: z.object({ user: z.string().max(80), accuracy: share }).nullable(),
    ece: share.nullable(),
    accuracyOnOwnPeople: share.nullable(),
    confusion: z.array(z.array(count)).nullable(),
  }),
  seed: z.number(),
  engine: z.enum(['tensorflow', 'wasm']),
  seconds: z.number().min(0),
});
const described = z.object({
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
 * A model as a zip. A TensorFlow.js net is a folder that `tf.loadLayersModel` reads as it is; `card.json` says what the
 * whole is and holds a hash of each part's weights. A part without weights has no such file. Stored, not packed: weights
 * do not get smaller.
 * @throws ModelError if the artifact is damaged or of another version
 */
export function packModelFile(artifact: Artifact): Uint8Array {
  const parts = unpackParts(artifact);
  const sums = parts.map(({ name, weights }) => ({ name, sha256: sha256(weights) }));
  const files = parts.flatMap(({ name, settings: all, weights }) => [
    [`${name}/${isNet(all) ? 'model' : 'part'}.json`, json(isNet(all) ? layersModelOf(all) : all)],
    ...(weights.byteLength === 0 ? [] : [[`${name}/weights.bin`, weights]]),
  ]);
  return zipSync(
    Object.fromEntries([[CARD, json({ card: artifact.card, parts: sums })], ...files]) as Record<string, Uint8Array>,
    { level: 0 },
  );
}

/** The model in a file of ours. That it loads is for its caller to try. @throws FailureError `model-unreadable` */
export function unpackModelFile(bytes: Uint8Array): Artifact {
  const files = unzip(bytes);
  const { card: read, parts } = parse(described, files, CARD);
  const expected = new Set([CARD, ...parts.flatMap(({ name }) => partFiles(name))]);
  const stranger = Object.keys(files).find((name) => !expected.has(name) && !name.endsWith('/'));
  if (stranger !== undefined) refuse(`${JSON.stringify(stranger.slice(0, 80))} does not belong into a model`);
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
  const weights = files[`${name}/weights.bin`] ?? new Uint8Array(); // that none are due, their hash says
  if (files[`${name}/model.json`] === undefined)
    return { name, settings: parse(settings, files, `${name}/part.json`), weights };
  const { modelTopology, weightsManifest, userDefinedMetadata } = parse(layersModel, files, `${name}/model.json`);
  const net = { topology: modelTopology, specs: weightsManifest[0].weights };
  return { name, settings: { ...userDefinedMetadata, ...net }, weights };
}

/** Whether a part is what TensorFlow.js saved. */
function isNet(all: JsonObject): boolean {
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
