import type { AuditFacts } from '@wandcast/protocol';
import { about } from '../../../shared/format/activity-facts';
import type { ActivityText } from '../../en/console/activity';
import type { ConsoleTexts } from '../../en/console/index';
import { LOCALE } from '../locale';
import { casts, numbers, people, spells } from '../format';

const joined = (names: readonly string[]): string => new Intl.ListFormat(LOCALE).format(names);

export const modelVersions: ConsoleTexts['models']['versions'] = {
  knows: {
    all: (count) => `alle ${spells(count)}`,
    some: (known, count, missing) =>
      `kennt ${numbers.count(known)} von ${spells(count, 'Zaubern')}, nicht ${joined(missing)}`,
    none: (count) => `kennt keinen von ${spells(count, 'Zaubern')}`,
    also: (text, extra) => `${text}, außerdem ${joined(extra)}`,
    blank: (count) => `${spells(count)}, das Buch ist leer`,
    label: 'Zauber des Modells',
    missing: 'nicht in diesem Modell',
    extra: 'nicht in diesem Buch',
  },
  activation: {
    title: (version) => `v${version} wecken?`,
    missing: (names) =>
      `Es kennt ${joined(names)} nicht. Solche Schwünge verpuffen oder gelten als ein anderer Zauber.`,
    extra: (names) => `Es erkennt ${joined(names)}, obwohl das nicht in diesem Buch steht.`,
    confirm: (version) => `v${version} trotzdem wecken`,
    done: (version, before) => `v${version} ist wach, an Stelle von v${before}.`,
  },
  note: {
    label: (version) => `Notiz zu v${version}`,
    placeholder: 'Notiz: was sich geändert hat, worauf zu achten ist',
    save: 'Notiz speichern',
    left: (count) => `noch ${numbers.count(count)} Zeichen`,
    changed: (version) => `Notiz zu v${version} geändert.`,
  },
  verdict: {
    ready: (count, leastCasts, leastPeople) =>
      `Bereit: ${spells(count)}, jeder mit mindestens ${casts(leastCasts, 'Schwüngen')} von ${people(leastPeople)}.`,
    glyphs: (count, names) => `Bereit: ${spells(count)}. Von ${joined(names)} ist nur das Zeichen bekannt.`,
    tooFew: 'Nicht bereit: Ein Modell braucht mindestens zwei Zauber.',
    not: (spell, castCount, peopleCount, enoughCasts, enoughPeople) =>
      `Nicht bereit: ${spell} hat ${casts(castCount)} von ${people(peopleCount)}; nötig sind ${numbers.count(enoughCasts)} Schwünge von ${numbers.count(enoughPeople)} Personen.`,
    more: (text, others) =>
      `${text} ${others === 1 ? 'Ein weiterer Zauber braucht' : `${numbers.count(others)} weitere Zauber brauchen`} ebenfalls mehr.`,
  },
  test: {
    label: 'Testen an',
    heldOut: 'zurückgehaltenen Menschen',
    heldOutHint:
      'Jede Person bleibt einmal außen vor. So zeigt sich, wie gut es bei Menschen ist, die es noch nie traf.',
    datasetHint: (count) => `Das Training lässt diesen Datensatz aus (${casts(count)}).`,
    none: 'Auch ein Datensatz, den du unter „Daten“ speicherst, kann der Test sein.',
    option: (name, count) => `${name} (${casts(count)})`,
    dataset: (name) => `dem Datensatz „${name}“`,
    row: (name) => `getestet an ${name}`,
    aboutHeldOut: 'Getestet an zurückgehaltenen Menschen.',
    about: (name, count, peopleCount) =>
      `Getestet am Datensatz „${name}“ (${casts(count)} von ${people(peopleCount)}), aus dem es nichts gelernt hat.`,
    known: (known, all) =>
      all === 1
        ? 'Die einzige Person darin gehört auch zum Training.'
        : `${numbers.count(known)} der ${people(all)} darin ${known === 1 ? 'gehört' : 'gehören'} auch zum Training.`,
    confusion: (version, name) => `v${version} beim Datensatz „${name}“`,
    title: (peopleCount, name) => `Getestet an ${people(peopleCount)} aus dem Datensatz „${name}“`,
    hint: 'Das Modell wurde ohne die Schwünge dieses Datensatzes trainiert.',
    copies: (count, all) =>
      `${numbers.count(count)} von ${casts(all, 'Schwüngen')} dieses Tests ${count === 1 ? 'gleicht' : 'gleichen'} fast völlig Schwüngen, aus denen das Modell gelernt hat.`,
    differ: (a, testA, b, testB) => `Sie wurden an verschiedenen Daten getestet: v${a} an ${testA}, v${b} an ${testB}.`,
  },
  heldOut: {
    title: (count) => `An ${people(count)} getestet, die es nicht kannte`,
    hint: 'Die Schwünge jeder Person wurden von einem Modell vorhergesagt, das ohne sie trainiert wurde.',
    person: (castCount, share) => `${casts(castCount)}, ${share} richtig`,
    deleted: (count) => `${casts(count)} des Tests ${count === 1 ? 'wurde' : 'wurden'} seither gelöscht.`,
    copies: (count, all) =>
      `${numbers.count(count)} von ${casts(all, 'Schwüngen')} dieses Tests ${count === 1 ? 'gleicht' : 'gleichen'} fast völlig Schwüngen anderer Personen; das Modell kannte sie also schon.`,
    flattered: (without, withThem) => `Ohne sie liegt es bei ${without} statt ${withThem} richtig.`,
    onlyCopies: 'Ohne sie bleiben keine Schwünge, um es zu messen.',
  },
  compare: {
    open: 'Versionen vergleichen',
    title: 'Zwei Versionen nebeneinander',
    first: 'Erste Version',
    second: 'Zweite Version',
    close: 'Vergleich schließen',
    same: 'Wähle zwei verschiedene Versionen.',
    none: (a, b) => `v${a} und v${b} wurden an keinem gemeinsamen Schwung getestet und lassen sich nicht vergleichen.`,
    shared: (count, a, b) =>
      `Beide wurden an ${casts(count, 'Schwüngen')} mit gleicher Bedeutung getestet. Nur diese zählen hier, für v${a} und v${b}.`,
    overall: 'Alle Schwünge',
    recall: (version) => `v${version} Trefferquote`,
    precision: (version) => `v${version} Genauigkeit`,
    accuracy: (version) => `v${version}`,
    change: 'Änderung',
    points: (points) => `${points > 0 ? '+' : points < 0 ? '−' : '±'}${numbers.count(Math.abs(points))}`,
    bySpell: 'Zauber für Zauber',
    byPerson: 'Person für Person',
    person: 'Person',
    unknownPerson: 'gelöscht',
    onlyRight: (version, count) => `Nur v${version} lag richtig: ${casts(count)}`,
    nothing: 'keine',
    openCast: (nickname, meant, recognized) => `Schwung von ${nickname} öffnen: ${meant}, erkannt als ${recognized}`,
    more: (count) => `und ${numbers.count(count)} weitere`,
    drawer: (meant, version, recognized) => `${meant}, von v${version} als ${recognized} erkannt`,
  },
  trial: {
    title: (version) => `v${version} ausprobieren`,
    hint: 'Zeichne einen Zauber mit Maus oder Finger. Nichts wird gespeichert, und das wache Modell bleibt.',
    pad: 'Feld zum Zeichnen eines Zaubers. Ohne Maus: die Knöpfe darunter.',
    simulate: 'Oder lass eine simulierte Person zeichnen:',
    draw: (spell) => `${spell} zeichnen`,
    answer: (spell, share) => `${spell}, ${share}`,
    fizzles: (spell, share, threshold) => `Verpufft: ${spell} hat ${share}, unter der Schwelle von ${threshold}.`,
    waiting: 'Noch nichts gezeichnet.',
    none: (share) => `keiner davon ${share}`,
    threshold: (share) => `Schwelle ${share}`,
    phone: {
      use: 'Handy nutzen',
      stop: 'Handy nicht mehr nutzen',
      scan: 'Scanne den Code: Das Handy wird zum Testzauberstab für die hier gezeigte Version. Es tritt keinem Event bei, und seine Schwünge werden nicht gespeichert.',
      open: 'Testzauberstab öffnen',
      casts: (count) =>
        count === 0
          ? 'Noch kein Schwung des Handys.'
          : count === 1
            ? '1 Schwung des Handys.'
            : `${count} Schwünge des Handys.`,
    },
  },
};

const quoted = (name: string): string => `„${name}“`;
function startedTraining({ dataset, testDataset }: AuditFacts): string {
  const on = dataset === undefined ? '' : ` mit dem Datensatz ${quoted(dataset)}`;
  const tested = testDataset === undefined ? '' : `, getestet an ${quoted(testDataset)},`;
  return `hat ein Training${on}${tested} gestartet`;
}
export const modelActivity: Readonly<Record<string, ActivityText>> = {
  'model:train': startedTraining,
  'training:cancel': () => 'hat ein Training gestoppt',
  'model:activate': ({ model }) =>
    about(model, (version) => `hat Modell v${version} geweckt`, 'hat ein Modell geweckt'),
  'model:threshold': ({ model, threshold }) =>
    about(
      model,
      (version) => `hat die Schwelle von Modell v${version} auf ${numbers.percent(Number(threshold ?? 0))} gesetzt`,
      'hat eine Schwelle geändert',
    ),
  'model:discard': ({ model }) =>
    about(
      model,
      (version) => `hat das beschädigte Modell v${version} verworfen`,
      'hat ein beschädigtes Modell verworfen',
    ),
  'model:note': ({ model }) =>
    about(model, (version) => `hat die Notiz zu Modell v${version} geändert`, 'hat eine Notiz geändert'),
};
