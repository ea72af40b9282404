import type { AuditedStep, AuditFacts } from '@wandcast/protocol';
import type { ConsoleTexts } from '../../en/console/index';
import { about, lookup, text } from '../../../shared/format/activity-facts';
import { casts, counted, numbers } from '../format';
import { run } from './run';
import { book } from './book';
import { cutActivity } from './cut-activity';
import { modelActivity } from './model-versions';
import { roomActivity } from './rooms';

type Challenge = NonNullable<AuditedStep['challenge']>;
const { steps, rounds, stage } = run;
const quoted = (text: string): string => `„${text}“`;

/** A step as it was planned. */
function plannedStep(step: AuditedStep): string {
  return `${stepName(step)}${step.freeCasting === true ? ' (Zaubern ohne Drücken)' : ''}`;
}
function stepName({ kind, title, spell, challenge }: AuditedStep): string {
  if (title !== '') return quoted(title);
  if (kind === 'round' && challenge !== null) return quoted(steps.round(undefined, asked(challenge, spell)));
  if (spell !== null && kind === 'teach') return quoted(steps.teach(spell));
  if (spell !== null && kind === 'cast') return quoted(steps.cast(spell));
  return quoted(steps.kinds[kind]);
}
function asked(challenge: Challenge, spell: string | null): string {
  return challenge === 'free' ? rounds.asks.free : rounds.asks[challenge](spell ?? rounds.asks.anything);
}
function startedRound({ round, kind, spell }: AuditFacts): string {
  const challenge = lookup(rounds.challenges, kind);
  const ask = challenge === undefined ? '' : ` (${asked(kind as Challenge, spell ?? null)})`;
  return round === undefined ? 'hat eine Runde gestartet' : `hat Runde ${round}${ask} gestartet`;
}
function directedStage({ blank, announcement, spotlight, calm, sound, reactions, wizard }: AuditFacts): string {
  const did = [
    ...(blank === undefined ? [] : [blank === true ? 'die Leinwand abgedunkelt' : 'die Leinwand wieder gezeigt']),
    ...(announcement === undefined
      ? []
      : [about(text(announcement), (said) => `${quoted(said)} angesagt`, 'die Ansage beendet')]),
    ...(spotlight === undefined ? [] : [`das Rampenlicht ${spotlightOf(spotlight, wizard)} gerichtet`]),
    ...(calm === undefined ? [] : [`weniger Bewegung ${onOff(calm)}`]),
    ...(sound === undefined ? [] : [`den Ton der Leinwand ${onOff(sound)}`]),
    ...(reactions === undefined ? [] : [`Reaktionen ${onOff(reactions)}`]),
  ];
  return `hat ${did.length === 0 ? 'die Leinwand gesteuert' : did.join(' und ')}`;
}
function spotlightOf(by: unknown, wizard: string | undefined): string {
  if (by === 'newest') return 'auf den neuesten Schwung';
  return by === 'best' ? 'auf den sichersten Schwung' : `auf ${wizard ?? 'jemanden'}`;
}
const onOff = (on: unknown): string => (on === true ? 'eingeschaltet' : 'ausgeschaltet');

function labeledCasts({ count, kind, spell }: AuditFacts): string {
  if (count === undefined) return 'hat Schwünge gelabelt';
  if (kind === 'discard') return `hat ${casts(count)} verworfen`;
  if (kind === 'unsure' || kind === 'sure')
    return `war bei ${counted(count, 'Schwung', 'Schwüngen')} ${kind === 'sure' ? 'doch sicher' : 'unsicher'}`;
  if (kind === 'withdraw')
    return `hat bei ${counted(count, 'Schwung', 'Schwüngen')} das ursprüngliche Label wiederhergestellt`;
  return text(spell) === undefined
    ? `hat ${casts(count)} gelabelt`
    : `hat ${casts(count)} als ${text(spell) ?? ''} gelabelt`;
}
/** Roles as they are said of a person. */
const roles: Readonly<Record<string, string>> = { viewer: 'Zuschauer', moderator: 'Moderation', owner: 'Inhaber' };
const roleOf = (fact: unknown): string => lookup(roles, fact) ?? 'Mitglied';

/** The server names browsers in English, as in "A browser on Linux". */
const browserText = (browser: string): string =>
  browser.replace(/^A browser\b/, 'einem Browser').replace(' on ', ' auf ');

export const activity: ConsoleTexts['team']['activity'] = {
  'member:joined': ({ role }) =>
    about(text(role), (one) => `ist dem Team beigetreten (${roleOf(one)})`, 'ist dem Team beigetreten'),
  'session:opened': ({ session }) =>
    about(text(session), (browser) => `hat sich mit ${browserText(browser)} angemeldet`, 'hat sich angemeldet'),
  'session:closed': () => 'hat sich abgemeldet',
  'sessions:closed': () => 'hat sich überall abgemeldet',
  'password:changed': () => 'hat das eigene Passwort geändert',
  'evening:imported': ({ title }) =>
    about(text(title), (name) => `hat den Abend ${quoted(name)} importiert`, 'hat einen Abend importiert'),
  'member:rename': ({ name }) => about(text(name), (next) => `heißt jetzt ${next}`, 'hat den eigenen Namen geändert'),
  'member:invite': ({ note, role }) => `hat ${text(note) ?? 'jemanden'} eingeladen (${roleOf(role)})`,
  'member:change': ({ member, role }) =>
    about(member, (who) => `hat ${who} die Rolle ${roleOf(role)} gegeben`, 'hat eine Rolle geändert'),
  'member:assign': ({ member, role }) =>
    about(member, (who) => `hat ${who} hier die Rolle ${roleOf(role)} gegeben`, 'hat hier eine Rolle geändert'),
  'member:remove': ({ member }) => `hat ${member ?? 'jemanden'} aus dem Team entfernt`,
  'invitation:withdraw': ({ note }) =>
    about(text(note), (who) => `hat die Einladung für ${who} zurückgezogen`, 'hat eine Einladung zurückgezogen'),
  'key:make': ({ about: purpose }) =>
    about(text(purpose), (use) => `hat den Schlüssel ${quoted(use)} angelegt`, 'hat einen Schlüssel angelegt'),
  'session:end': ({ session }) =>
    about(session, (name) => `hat die eigene Sitzung ${quoted(name)} beendet`, 'hat eine Sitzung beendet'),
  'room:lock': ({ locked }) =>
    `hat den Raum ${locked === undefined ? 'geöffnet oder geschlossen' : locked === true ? 'geschlossen' : 'geöffnet'}`,
  'room:teach': ({ spell }) =>
    spell === null
      ? 'lässt nicht mehr nur einen Zauber beibringen'
      : about(spell, (name) => `lässt alle ${name} beibringen`, 'hat gewählt, was alle beibringen'),
  'room:learn': ({ learning }) =>
    `hat das Lernen vom Raum ${learning === undefined ? 'ein- oder ausgeschaltet' : onOff(learning)}`,
  'stage:show': ({ view }) =>
    about(
      lookup(stage.views, view),
      (name) => `hat ${quoted(name)} auf der Leinwand gezeigt`,
      'hat die Ansicht der Leinwand gewechselt',
    ),
  'stage:replay': () => 'hat die Enthüllung auf der Leinwand noch einmal gezeigt',
  'stage:direct': directedStage,
  'round:start': startedRound,
  'round:pause': ({ round }) => about(round, (number) => `hat Runde ${number} angehalten`, 'hat eine Runde angehalten'),
  'round:resume': ({ round }) =>
    about(round, (number) => `hat Runde ${number} fortgesetzt`, 'hat eine Runde fortgesetzt'),
  'round:extend': ({ round, seconds }) =>
    about(
      round,
      (number) => `hat Runde ${number} um ${Number(seconds ?? 0)} s verlängert`,
      'hat eine Runde verlängert',
    ),
  'round:end': ({ round }) => about(round, (number) => `hat Runde ${number} beendet`, 'hat eine Runde beendet'),
  'round:undo': ({ round }) =>
    about(round, (number) => `hat die Punkte von Runde ${number} zurückgenommen`, 'hat eine Runde zurückgenommen'),
  'round:redo': ({ round }) =>
    about(round, (number) => `lässt Runde ${number} wieder zählen`, 'lässt eine Runde wieder zählen'),
  'step:add': ({ step }) =>
    about(step, (one) => `hat den Schritt ${plannedStep(one)} hinzugefügt`, 'hat einen Schritt hinzugefügt'),
  'step:edit': ({ step }) =>
    about(step, (one) => `hat den Schritt ${plannedStep(one)} bearbeitet`, 'hat einen Schritt bearbeitet'),
  'step:move': ({ step, to }) =>
    about(
      step,
      (one) => `hat den Schritt ${stepName(one)} auf Platz ${Number(to ?? 0) + 1} verschoben`,
      'hat einen Schritt verschoben',
    ),
  'step:remove': ({ step }) =>
    about(step, (one) => `hat den Schritt ${stepName(one)} entfernt`, 'hat einen Schritt entfernt'),
  'step:restore': ({ step }) =>
    about(step, (one) => `hat den Schritt ${stepName(one)} wiederhergestellt`, 'hat einen Schritt wiederhergestellt'),
  'step:enter': ({ step }) =>
    about(step, (one) => `ist zum Schritt ${stepName(one)} gegangen`, 'ist zu einem Schritt gegangen'),
  'participant:rename': ({ wizard, nickname }) =>
    about(wizard, (before) => `hat ${before} in ${text(nickname) ?? before} umbenannt`, 'hat jemanden umbenannt'),
  'participant:hide': ({ wizard, hidden }) =>
    about(
      wizard,
      (name) => `hat ${name} auf der Leinwand ${hidden === true ? 'verborgen' : 'wieder gezeigt'}`,
      'hat jemanden verborgen oder gezeigt',
    ),
  'participant:remove': ({ wizard, forGood }) =>
    about(
      wizard,
      (name) => (forGood === true ? `hat ${name} gesperrt` : `hat ${name} für 5 Minuten entfernt`),
      'hat jemanden aus dem Raum entfernt',
    ),
  'participant:readmit': ({ wizard }) =>
    about(wizard, (name) => `hat ${name} wieder zugelassen`, 'hat jemanden wieder zugelassen'),
  'preflight:remove': ({ id }) =>
    id === null ? 'hat alle Berichte von Handys entfernt' : 'hat einen Bericht eines Handys entfernt',
  'rehearsal:start': ({ wizards }) =>
    typeof wizards === 'number'
      ? `hat eine Probe mit ${numbers.count(wizards)} simulierten Zaubernden gestartet`
      : 'hat eine Probe gestartet',
  'rehearsal:stop': () => 'hat die Probe beendet',
  'spell:create': ({ name }) =>
    about(text(name), (spell) => `hat den Zauber ${spell} hinzugefügt`, 'hat einen Zauber hinzugefügt'),
  'spell:draw': ({ spell }) =>
    about(spell, (name) => `hat ein neues Zeichen für ${name} gezeichnet`, 'hat einen Zauber gezeichnet'),
  'spell:remove': ({ spell }) => about(spell, (name) => `hat den Zauber ${name} entfernt`, 'hat einen Zauber entfernt'),
  'spell:restore': ({ spell }) =>
    about(spell, (name) => `hat den Zauber ${name} wiederhergestellt`, 'hat einen Zauber wiederhergestellt'),
  'spell:rename': ({ spell, name }) =>
    about(
      spell,
      (before) => `hat den Zauber ${before} in ${text(name) ?? before} umbenannt`,
      'hat einen Zauber umbenannt',
    ),
  'spell:recolor': ({ spell, hue }) =>
    about(
      spell,
      (name) => `hat die Farbe von ${name} zu ${lookup(book.hues, hue) ?? ''} geändert`,
      'hat die Farbe eines Zaubers geändert',
    ),
  'spell:describe': ({ spell, hint }) =>
    about(
      spell,
      (name) =>
        about(
          text(hint),
          (said) => `hat den Hinweis für ${name} zu ${quoted(said)} geändert`,
          `hat den Hinweis für ${name} entfernt`,
        ),
      'hat einen Hinweis geändert',
    ),
  'spell:direction': ({ spell }) =>
    about(spell, (name) => `hat die Richtung von ${name} geändert`, 'hat die Richtung eines Zaubers geändert'),
  'spell:draw-second': ({ spell }) =>
    about(spell, (name) => `hat das zweite Zeichen von ${name} geändert`, 'hat ein zweites Zeichen geändert'),
  'spell:move': ({ spell, to }) =>
    about(
      spell,
      (name) => `hat ${name} auf Platz ${Number(to ?? 0) + 1} des Buchs verschoben`,
      'hat einen Zauber verschoben',
    ),
  'spells:import': ({ count }) =>
    about(count, (glyphs) => `hat ${glyphs} Zeichen importiert`, 'hat Zeichen importiert'),
  'book:create': ({ name }) =>
    about(text(name), (title) => `hat das Zauberbuch ${title} angelegt`, 'hat ein Zauberbuch angelegt'),
  'book:rename': ({ book: before, name }) =>
    about(
      before,
      (title) => `hat das Zauberbuch ${title} in ${text(name) ?? title} umbenannt`,
      'hat ein Zauberbuch umbenannt',
    ),
  'book:archive': ({ book: title }) =>
    about(title, (name) => `hat das Zauberbuch ${name} archiviert`, 'hat ein Zauberbuch archiviert'),
  'book:restore': ({ book: title }) =>
    about(title, (name) => `hat das Zauberbuch ${name} wiederhergestellt`, 'hat ein Zauberbuch wiederhergestellt'),
  'book:delete': ({ book: title }) =>
    about(title, (name) => `hat das Zauberbuch ${name} gelöscht`, 'hat ein Zauberbuch gelöscht'),
  'book:open': ({ book: title }) =>
    about(title, (name) => `hat das Zauberbuch ${name} in den Raum geholt`, 'hat das Zauberbuch des Raums gewechselt'),
  'event:begin': ({ title }) =>
    about(text(title), (name) => `hat das Event ${quoted(name)} begonnen`, 'hat das nächste Event begonnen'),
  'event:copy': () => 'hat von einem anderen Abend kopiert',
  'event:remove': ({ code }) =>
    about(text(code), (name) => `hat den Abend ${name} gelöscht`, 'hat einen Abend gelöscht'),
  'event:restore': () => 'hat einen gelöschten Abend wiederhergestellt',
  'steps:use': () => 'hat den Ablauf wiederhergestellt',
  ...modelActivity,
  'import:store': ({ file }) => about(file, (name) => `hat ${name} importiert`, 'hat eine Datei importiert'),
  'import:cancel': ({ file }) =>
    about(file, (name) => `hat den Import von ${name} abgebrochen`, 'hat einen Import abgebrochen'),
  'dataset:save': ({ name }) =>
    about(text(name), (title) => `hat den Datensatz ${quoted(title)} gespeichert`, 'hat einen Datensatz gespeichert'),
  'dataset:remove': ({ dataset }) =>
    about(dataset, (title) => `hat den Datensatz ${quoted(title)} entfernt`, 'hat einen Datensatz entfernt'),
  'dataset:restore': ({ dataset }) =>
    about(dataset, (t) => `hat den Datensatz ${quoted(t)} wiederhergestellt`, 'hat einen Datensatz wiederhergestellt'),
  'casts:label': labeledCasts,
  ...cutActivity,
  ...roomActivity,
  'cast:comment': () => 'hat einen Schwung kommentiert',
};
