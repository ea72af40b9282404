import type { TrainingProgress } from '@wandcast/protocol';
import type { StageTexts } from '../../en/stage/index';
import { numbers } from '../numbers';
import { casts, people, wands } from './nouns';

const steps: Readonly<Record<TrainingProgress['stage'], string>> = {
  queued: 'Wartet, bis es dran ist',
  reading: 'Liest alle Schwünge',
  simulating: 'Stellt sich hundert Hände vor',
  evaluating: 'Prüft sich an neuen Leuten',
  training: 'Geht das Buch durch',
  saving: 'Speichert',
  comparing: 'Vergleicht sich mit einfacheren Verfahren',
};

export const training: StageTexts['training'] = {
  nothing: 'Noch nichts gelernt',
  nothingMore: 'Bringt ihm ein paar Zauber bei, und es lernt sie hier.',
  learning: 'Es lernt',
  awake: (version) => `Modell v${version} ist erwacht`,
  step: (step) => steps[step],
  stepWithTime: (step, seconds) => `${steps[step]}, noch etwa ${numbers.count(seconds)} s`,
  stepNearlyDone: (step) => `${steps[step]}, noch ein paar Sekunden`,
  source: (castCount, peopleCount) => `Aus: ${casts(castCount)}, ${people(peopleCount)}`,
  learnedFrom: (castCount, peopleCount) => `${casts(castCount)}, ${people(peopleCount)}`,
  learnedFromGlyphs: 'Gelernt aus Zeichnungen der Zauber',
  learnedFromOther: (description) => `Gelernt aus: ${description}`,
  seconds: (seconds) => `${numbers.seconds(1_000 * seconds)} Sekunden`,
  learningGlyph: 'Lernt ein neues Zeichen',
  learningFromRoom: 'Lernt aus euren letzten Schwüngen',
  notTested: 'noch nicht an Leuten geprüft',
  onNewPeople: 'bei Leuten, die es nie getroffen hat',
  onTestCasts: 'bei Schwüngen, die es nur zum Testen bekam',
  counts: (castCount, wandCount) => `Bisher: ${casts(castCount)}, ${wands(wandCount)}.`,
  keepsAnswering: (version) => `v${version} antwortet so lange weiter`,
  firstAnswers: (version) => `Ein erstes v${version} antwortet schon`,
  knownSpells: 'Zauber, die es kennt',
  confusion: 'Gemeinte und erkannte Zauber',
  meant: 'gemeint',
  recognizedAs: 'erkannt als',
  recognizedByAs: (version) => `von v${version} erkannt als`,
  curve: 'Lernkurve',
  castsAxis: 'gelernte Schwünge',
  secondsAxis: 'Sekunden',
  trainedPeople: 'Leute aus dem Training',
  newPeople: 'Leute, die es nie getroffen hat',
  nearest: (accuracy) => `nächster Nachbar, ${accuracy}`,
};
