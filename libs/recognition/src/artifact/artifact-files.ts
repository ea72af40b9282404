import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type Artifact, type Json, type ModelCard } from './artifact.js';
import { ModelError } from './model-error.js';

const DESCRIPTION = 'model.json';
const WEIGHTS = 'weights.bin';

/** Beside `src` and `dist` alike. */
const starterFolder = fileURLToPath(new URL('../../starter/', import.meta.url));

/** Writes `model.json` (card and manifest) and `weights.bin` into `folder`, made where it is not there. */
export async function saveArtifact({ card, manifest, weights }: Artifact, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, WEIGHTS), weights);
  await writeFile(path.join(folder, DESCRIPTION), `${JSON.stringify({ card, manifest })}\n`);
}

/**
 * Reads what {@link saveArtifact} wrote. Loading it as a model checks the rest.
 * @throws ModelError where there is no model
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

/** The model that ships: trained on simulated casts of the starter glyphs, so that a first event needs no training. */
export function loadStarter(): Promise<Artifact> {
  return readArtifact(starterFolder);
}

export function saveStarter(artifact: Artifact): Promise<void> {
  return saveArtifact(artifact, starterFolder);
}

function artifactOf(text: string, weights: Uint8Array): Artifact {
  const refuse = (): never => {
    throw new ModelError('damaged', `${DESCRIPTION} is not a model's description`);
  };
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return refuse();
  }
  if (!isObject(json)) return refuse();
  const { card, manifest } = json;
  if (!isObject(card) || !isObject(manifest)) return refuse();
  return { card: card as unknown as ModelCard, manifest, weights };
}
