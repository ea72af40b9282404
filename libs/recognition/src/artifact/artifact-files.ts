import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type Artifact, type Json, type ModelCard } from './artifact.js';
import { ModelError } from './model-error.js';

const DESCRIPTION = 'model.json';
const WEIGHTS = 'weights.bin';

/** Next to both `src` and `dist`. */
const starterFolder = fileURLToPath(new URL('../../starter/', import.meta.url));

/** Writes `model.json` (card and manifest) and `weights.bin` into `folder`, which is created if it does not exist. */
export async function saveArtifact({ card, manifest, weights }: Artifact, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, WEIGHTS), weights);
  await writeFile(path.join(folder, DESCRIPTION), `${JSON.stringify({ card, manifest })}\n`);
}

/**
 * Reads the files of {@link saveArtifact}. Weights and versions are checked when the model is loaded.
 * @throws ModelError `absent` or `damaged`
 */
export async function readArtifact(folder: string): Promise<Artifact> {
  const [text, weights] = await Promise.all([
    readFile(path.join(folder, DESCRIPTION), 'utf8'),
    readFile(path.join(folder, WEIGHTS)),
  ]).catch((error: unknown) => {
    throw new ModelError('absent', `no model in ${folder}: ${(error as Error).message}`);
  });
  return artifactOf(text, new Uint8Array(weights));
}

/** Reads the model that ships: trained on simulated casts of the starter glyphs, so a first event needs no training. */
export function loadStarter(): Promise<Artifact> {
  return readArtifact(starterFolder);
}

export function saveStarter(artifact: Artifact): Promise<void> {
  return saveArtifact(artifact, starterFolder);
}

function artifactOf(text: string, weights: Uint8Array): Artifact {
  const fail = (): never => {
    throw new ModelError('damaged', `${DESCRIPTION} is not a model's description`);
  };
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return fail();
  }
  if (!isObject(json)) return fail();
  const { card, manifest } = json;
  if (!isObject(card) || !isObject(manifest)) return fail();
  return { card: card as unknown as ModelCard, manifest, weights };
}
