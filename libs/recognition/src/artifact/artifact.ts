import { createHash } from 'node:crypto';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import type { DatasetSource, TestSource } from '@wandcast/protocol';
import type { EngineName } from '../engine/engine-preference.js';
import { ModelError } from './model-error.js';

/** Increment when the layout of artifacts changes, so that older ones are rejected and not misread. */
export const ARTIFACT_FORMAT = 3;

/** Recognizers that can be trained; see recognizer.ts. */
export const recognizerKinds = ['blend', 'rocket', 'cnn', 'cnn2018'] as const;
export type RecognizerKind = (typeof recognizerKinds)[number];

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Metrics on casts the model was not trained on: those of `testedOn`, else of held-out people. Each is null if it could not be measured. */
export interface ModelMetrics {
  /** Share of held-out people's casts recognized correctly, 0..1. */
  readonly accuracy: number | null;
  /** The held-out person with the lowest accuracy. */
  readonly worstUser: { readonly user: string; readonly accuracy: number } | null;
  /** Expected calibration error on held-out people, 0..1. */
  readonly ece: number | null;
  /**
   * Accuracy on held-out casts of people in the training set, 0..1; measured with fewer than three people. It is too
   * optimistic: the 2018 network reaches .996 this way and .74 on new people.
   */
  readonly accuracyOnOwnPeople: number | null;
  /** Counts on held-out people: rows are true spells, columns recognized ones. */
  readonly confusion: readonly (readonly number[])[] | null;
}

/** Description of a model, readable without loading it. */
export interface ModelCard {
  readonly format: number;
  readonly kind: RecognizerKind;
  /** Order of every list of probabilities. */
  readonly spells: readonly string[];
  /** PREPROCESSING_VERSION it was trained with. */
  readonly preprocessing: number;
  /** Confidence below which a cast is rejected as none of the spells. */
  readonly threshold: number;
  /**
   * Confidence below which a movement that a wand spotted without a press is ignored: about one false alarm a minute
   * on simulated everyday movements. Absent on models of earlier builds; see {@link DEFAULT_SPOTTING_THRESHOLD}.
   */
  readonly spottingThreshold?: number;
  /** Divides log-probabilities so that confidence matches accuracy (temperature scaling). */
  readonly temperature: number;
  readonly trainedOn: {
    readonly casts: number;
    readonly people: number;
    /** Additional casts of simulated people. */
    readonly simulatedCasts: number;
    /** Pseudo-labeled casts of the room. */
    readonly unlabelledCasts: number;
    /** SHA-256 over the labeled casts and their labels, independent of their order; hex. */
    readonly fingerprint: string;
    /** Text for the console: "240 casts of 12 people". */
    readonly description: string;
    /** The dataset it was trained on, if any. */
    readonly dataset?: DatasetSource;
  };
  /** The dataset that `metrics` are about; without it, they are about held-out people. */
  readonly testedOn?: TestSource;
  readonly metrics: ModelMetrics;
  readonly seed: number;
  readonly engine: EngineName;
  /** Duration of the training. */
  readonly seconds: number;
}

/** A named part of a trained recognizer: JSON settings and binary weights. */
export interface Part {
  readonly name: string;
  readonly settings: JsonObject;
  /** Little-endian floats, 32 bits each, or 16 if `settings` says so. */
  readonly weights: Uint8Array;
}

/** A trained model in its stored form, as files or a database row. */
export interface Artifact {
  readonly card: ModelCard;
  /** Layout of `weights` for {@link unpackParts}; opaque to other code. */
  readonly manifest: JsonObject;
  readonly weights: Uint8Array;
}

/** Packs the parts of a recognizer into one block of bytes with a manifest of its layout. */
export function packParts(parts: readonly Part[]): Pick<Artifact, 'manifest' | 'weights'> {
  const weights = new Uint8Array(parts.reduce((sum, part) => sum + part.weights.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    weights.set(part.weights, offset);
    offset += part.weights.byteLength;
  }
  const manifest = {
    bytes: weights.byteLength,
    sha256: sha256(weights),
    parts: parts.map(({ name, settings, weights: { byteLength } }) => ({ name, settings, bytes: byteLength })),
  };
  return { manifest, weights };
}

/** A copy of the artifact with additional parts. */
export function withParts(artifact: Artifact, more: readonly Part[]): Artifact {
  return { card: artifact.card, ...packParts([...unpackParts(artifact), ...more]) };
}

/**
 * Unpacks the parts of an artifact after checking that it is intact and matches this build.
 * @throws ModelError if the format or preprocessing version differs, or manifest or weights are damaged
 */
export function unpackParts({ card, manifest, weights }: Artifact): Part[] {
  if (card.format !== ARTIFACT_FORMAT)
    throw new ModelError('format', `the model has format ${card.format}, this build reads ${ARTIFACT_FORMAT}`);
  if (card.preprocessing !== PREPROCESSING_VERSION)
    throw new ModelError(
      'preprocessing',
      `the model was trained with preprocessing ${card.preprocessing}, this build has ${PREPROCESSING_VERSION}: it must be trained again`,
    );
  if (!isManifest(manifest)) throw new ModelError('damaged', 'the manifest is invalid');
  if (weights.byteLength !== manifest.bytes)
    throw new ModelError('damaged', `the weights have ${weights.byteLength} bytes instead of ${manifest.bytes}`);
  if (sha256(weights) !== manifest.sha256) throw new ModelError('damaged', 'the weights differ from those saved');
  let offset = 0;
  return manifest.parts.map(({ name, settings, bytes }) => {
    const part = { name, settings, weights: weights.slice(offset, offset + bytes) };
    offset += bytes;
    return part;
  });
}

type Manifest = JsonObject & {
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: readonly { readonly name: string; readonly settings: JsonObject; readonly bytes: number }[];
};

function isManifest(manifest: JsonObject): manifest is Manifest {
  const { bytes, sha256: sum, parts } = manifest;
  if (typeof bytes !== 'number' || typeof sum !== 'string' || !Array.isArray(parts)) return false;
  return (parts as readonly Json[]).every(
    (part) =>
      isObject(part) &&
      typeof part['name'] === 'string' &&
      typeof part['bytes'] === 'number' &&
      isObject(part['settings']),
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
