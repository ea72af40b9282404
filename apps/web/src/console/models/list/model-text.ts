import type { DatasetSource, ModelOrigin, ModelSummary, Spell, SpellId } from '@wandcast/protocol';
import { percentWords } from '../../../shared/format/percent-text';

const origins = {
  taught: 'trained by hand',
  glyphs: 'a glyph was drawn',
  room: 'the room’s own casts',
  file: 'from a file',
  starter: 'came with Wandcast',
} as const satisfies Record<ModelOrigin, string>;

/** What made a model, in words. */
export function originWords(origin: ModelOrigin): string {
  return origins[origin];
}

const kinds: Readonly<Record<string, string>> = {
  blend: 'blend of networks',
  rocket: 'random kernels',
  cnn: 'convolutional network',
  cnn2018: 'network of 2018',
};

/** What kind of recognizer a model is; a kind this page does not know keeps its own name. */
export function kindWords(kind: string): string {
  return kinds[kind] ?? kind;
}

/** A time of today by the clock, an older one with its day. Both ms since 1970. */
export function whenWords(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}

/** The spell a model hears least, of those it was tested on: "Bloom 84%"; null where none was. */
export function weakestWords({ perSpell }: Pick<ModelSummary, 'perSpell'>, spells: readonly Spell[]): string | null {
  let weakest: { spell: SpellId; recall: number } | undefined;
  for (const { spell, recall } of perSpell)
    if (recall !== null && (weakest === undefined || recall < weakest.recall)) weakest = { spell, recall };
  if (weakest === undefined) return null;
  return `${spellName(weakest.spell, spells)} ${percentWords(weakest.recall)}`;
}

/** A spell's name; one that is in no book has nothing but its id to be called by. */
export function spellName(id: SpellId, spells: readonly Spell[]): string {
  return spells.find((one) => one.id === id)?.name ?? id;
}

/** The models that a moderator may go back to: the newest version before the one that is awake is "Roll back". */
export function rollbackOf(models: readonly ModelSummary[], awake: string | undefined): string | undefined {
  const version = models.find(({ id }) => id === awake)?.version;
  if (version === undefined) return undefined;
  const before = models.filter((one) => one.version < version).sort((a, b) => b.version - a.version);
  return before[0]?.id;
}

/** Why a model has no accuracy: it was tested on nobody. */
export function unmeasuredWords({ simulatedCasts, casts }: Pick<ModelSummary, 'simulatedCasts' | 'casts'>): string {
  return casts === 0 && simulatedCasts > 0
    ? 'Not measured on people yet: it learnt from simulated casts of the glyphs alone.'
    : 'Not measured on people yet: that takes three people who teach.';
}

/** The dataset a model learnt from, behind what it learnt: ", from the dataset Friday (24 casts, saved 20:09)". */
export function datasetWords(dataset: DatasetSource | null, now = Date.now()): string {
  if (dataset === null) return '';
  const casts = `${dataset.casts.toLocaleString('en')} ${dataset.casts === 1 ? 'cast' : 'casts'}`;
  return `, from the dataset ${dataset.name} (${casts}, saved ${whenWords(dataset.at, now)})`;
}
