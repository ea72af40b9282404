import { createHash } from 'node:crypto';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import type { DatasetSource } from '@wandcast/protocol';
import type { EngineName } from '../engine/engine-preference.js';
import { ModelError } from './model-error.js';

/** Raise where an artifact's layout changes: older ones are then refused, not misread. */
export const ARTIFACT_FORMAT = 3;

/** Recognizers that can be trained; see recognizer.ts. */
export const recognizerKinds = ['blend', 'rocket', 'cnn', 'cnn2018'] as const;
export type RecognizerKind = (typeof recognizerKinds)[number];

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** How well a model did on casts it had not learnt from. Each is null where it could not be measured. */
export interface ModelMetrics {
  /** Share of casts of held-out people it named right. */
  readonly accuracy: number | null;
  /** The held-out person it understood least. */
  readonly worstUser: { readonly user: string; readonly accuracy: number } | null;
  /** Expected calibration error on held-out people, 0..1. */
  readonly ece: number | null;
  /**
   * Share of held-out casts it named right although it had learnt from the same people: what there is with fewer than
   * three people. It flatters: the network of 2018 scores .996 so, and .74 on people it has not met.
   */
  readonly accuracyOnOwnPeople: number | null;
  /** Casts of held-out people: a row for the spell that was meant, a column for the one that was heard. */
  readonly confusion: readonly (readonly number[])[] | null;
}

/** All there is to know of a model without running it. */
export interface ModelCard {
  readonly format: number;
  readonly kind: RecognizerKind;
  /** Order of every list of probabilities. */
  readonly spells: readonly string[];
  /** PREPROCESSING_VERSION it learnt with. */
  readonly preprocessing: number;
  /** Probability of the best spell below which a cast is none of them. */
  readonly threshold: number;
  /** Log-probabilities are divided by this, so that 80 % means right in 80 of 100. */
  readonly temperature: number;
  readonly trainedOn: {
    readonly casts: number;
    readonly people: number;
    /** Casts of simulated people besides. */
    readonly simulatedCasts: number;
    /** The room's own casts that it named itself. */
    readonly unlabelledCasts: number;
    /** SHA-256 over the labeled casts: the same casts and labels in any order give the same, hex. */
    readonly fingerprint: string;
    /** In words, for people: "240 casts of 12 people". */
    readonly description: string;
    /** The saved selection of casts it learnt from, where it learnt from one. */
    readonly dataset?: DatasetSource;
  };
  readonly metrics: ModelMetrics;
  readonly seed: number;
  readonly engine: EngineName;
  /** How long training took. */
  readonly seconds: number;
}

/** A named piece of a trained recognizer: what JSON can hold, and its numbers. */
export interface Part {
  readonly name: string;
  readonly settings: JsonObject;
  /** Little-endian floats, 32 bits each or, where `settings` says so, 16. */
  readonly weights: Uint8Array;
}

/** A trained model as files or a database row keep it. */
export interface Artifact {
  readonly card: ModelCard;
  /** What {@link unpackParts} needs to read `weights`; opaque to everyone else. */
  readonly manifest: JsonObject;
  readonly weights: Uint8Array;
}

/** Puts the parts of a recognizer into one block of bytes and a manifest that describes it. */
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

/** The artifact with more parts. */
export function withParts(artifact: Artifact, more: readonly Part[]): Artifact {
  return { card: artifact.card, ...packParts([...unpackParts(artifact), ...more]) };
}

/**
 * The parts of an artifact that fits this build and is whole.
 * @throws ModelError where format or preprocessing differ, or the weights are not those that were saved
 */
export function unpackParts({ card, manifest, weights }: Artifact): Part[] {
  if (card.format !== ARTIFACT_FORMAT)
    throw new ModelError('format', `the model has format ${card.format}, this build reads ${ARTIFACT_FORMAT}`);
  if (card.preprocessing !== PREPROCESSING_VERSION)
    throw new ModelError(
      'preprocessing',
      `the model learnt with preprocessing ${card.preprocessing}, this build has ${PREPROCESSING_VERSION}: train anew`,
    );
  if (!isManifest(manifest)) throw new ModelError('damaged', 'the manifest is not one of ours');
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
