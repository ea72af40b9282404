import type { DatasetSource, ModelSummary, Spell, SpellId } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';
import { spellName } from '../../../shared/format/spell-name';

/** Display name of a kind of model; an unknown kind is returned unchanged. */
export function kindText(kind: string): string {
  const kinds: Readonly<Record<string, string>> = texts().models.kinds;
  return kinds[kind] ?? kind;
}

/** The tested spell with the lowest recall: "Bloom 84%"; null if none was tested. */
export function weakestText({ perSpell }: Pick<ModelSummary, 'perSpell'>, spells: readonly Spell[]): string | null {
  let weakest: { spell: SpellId; recall: number } | undefined;
  for (const { spell, recall } of perSpell)
    if (recall !== null && (weakest === undefined || recall < weakest.recall)) weakest = { spell, recall };
  if (weakest === undefined) return null;
  return texts().models.weakest(spellName(spells, weakest.spell), texts().format.numbers.chance(weakest.recall));
}

/** The model to roll back to: the newest version before the active one that was active before. */
export function rollbackOf(models: readonly ModelSummary[], activeId: string | undefined): string | undefined {
  const version = models.find(({ id }) => id === activeId)?.version;
  if (version === undefined) return undefined;
  const before = models
    .filter((one) => one.version < version && one.activatedAt !== null)
    .sort((a, b) => b.version - a.version);
  return before[0]?.id;
}

/** Descriptions that trainings write; files have names of their own. */
const COUNTS = /^(\d+ casts of \d+ (person|people)|simulated casts of the glyphs)$/;

/** What a model was trained on, in the language of the page. */
export function trainedOnText({
  trainedOn,
  casts,
  people,
}: Pick<ModelSummary, 'trainedOn' | 'casts' | 'people'>): string {
  const { simulatedCasts, castsOf } = texts().models.report;
  if (!COUNTS.test(trainedOn)) return trainedOn;
  return casts === 0 ? simulatedCasts : castsOf(casts, people);
}

/** Why a model has no accuracy. */
export function unmeasuredText({ simulatedCasts, casts }: Pick<ModelSummary, 'simulatedCasts' | 'casts'>): string {
  const { simulatedOnly, fewPeople } = texts().models.report;
  return casts === 0 && simulatedCasts > 0 ? simulatedOnly : fewPeople;
}

/** The dataset a model was trained on: ", from the dataset Friday (24 casts, saved 20:09)"; empty if none. */
export function datasetText(dataset: DatasetSource | null, now = Date.now()): string {
  if (dataset === null) return '';
  return texts().models.report.dataset(dataset.name, dataset.casts, texts().format.clockTime(dataset.at, now));
}

/** What the figures of a model are about: "Tested on 24 casts of 3 people in the dataset “Friday”; …". */
export function testText({ testedOn, accuracy }: Pick<ModelSummary, 'testedOn' | 'accuracy'>): string {
  const { about, aboutHeldOut, known } = texts().models.versions.test;
  if (testedOn === null) return accuracy === null ? '' : aboutHeldOut;
  const { name, tested, people, peopleInTraining } = testedOn;
  const sentences = [about(name, tested, people), ...(peopleInTraining > 0 ? [known(peopleInTraining, people)] : [])];
  return sentences.join(' ');
}

/** Says on what data two versions were tested if these differ; undefined if they were tested alike. */
export function differentTestsText(
  first: Pick<ModelSummary, 'version' | 'testedOn'>,
  second: Pick<ModelSummary, 'version' | 'testedOn'>,
): string | undefined {
  const { differ, heldOut, dataset } = texts().models.versions.test;
  if (first.testedOn?.id === second.testedOn?.id) return undefined;
  const nameOf = ({ testedOn }: typeof first): string => (testedOn === null ? heldOut : dataset(testedOn.name));
  return differ(first.version, nameOf(first), second.version, nameOf(second));
}
