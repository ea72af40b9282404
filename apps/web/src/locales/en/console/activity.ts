import type { AuditedStep, AuditFacts } from '@wandcast/protocol';
import { about, lookup, text } from '../../../shared/format/activity-facts';
import { casts, counted } from '../format';
import { run } from './run';
import { book } from './book';
import { shell } from './shell';
import { cutActivity } from './cut-activity';
import { modelActivity } from './model-versions';
import { roomActivity } from './rooms';

/** What somebody did, after their name: "ended round 2". Entries of older servers have no facts. */
export type ActivityText = (facts: AuditFacts) => string;

const { steps, rounds, stage } = run;
const quoted = (text: string): string => `“${text}”`;

/** A step as it was planned. */
function plannedStep(step: AuditedStep): string {
  return `${stepName(step)}${step.freeCasting === true ? ' (cast without pressing)' : ''}`;
}
function stepName({ kind, title, spell, challenge }: AuditedStep): string {
  if (title !== '') return quoted(title);
  if (kind === 'round' && challenge !== null) return quoted(steps.round(undefined, asked(challenge, spell)));
  if (spell !== null && kind === 'teach') return quoted(steps.teach(spell));
  if (spell !== null && kind === 'cast') return quoted(steps.cast(spell));
  return quoted(steps.kinds[kind]);
}
function asked(challenge: keyof typeof rounds.challenges, spell: string | null): string {
  return challenge === 'free' ? rounds.asks.free : rounds.asks[challenge](spell ?? rounds.asks.anything);
}
function startedRound({ round, kind, spell }: AuditFacts): string {
  const challenge = lookup(rounds.challenges, kind);
  const ask = challenge === undefined ? '' : `: ${asked(kind as keyof typeof rounds.challenges, spell ?? null)}`;
  return round === undefined ? 'started a round' : `started round ${round}${ask}`;
}
function directedStage({ blank, announcement, spotlight, calm, sound, reactions, wizard }: AuditFacts): string {
  const did = [
    ...(blank === undefined ? [] : [blank === true ? 'blanked the stage' : 'showed the stage again']),
    ...(announcement === undefined
      ? []
      : [about(text(announcement), (said) => `announced ${quoted(said)}`, 'took the announcement down')]),
    ...(spotlight === undefined ? [] : [`put the spotlight ${spotlightOf(spotlight, wizard)}`]),
    ...(calm === undefined ? [] : [`turned calm mode ${onOff(calm)}`]),
    ...(sound === undefined ? [] : [`turned the stage’s sound ${onOff(sound)}`]),
    ...(reactions === undefined ? [] : [`turned reactions ${onOff(reactions)}`]),
  ];
  return did.length === 0 ? 'directed the stage' : did.join(' and ');
}
function spotlightOf(by: unknown, wizard: string | undefined): string {
  if (by === 'newest') return stage.newest;
  return by === 'best' ? stage.best : stage.on(wizard ?? stage.onePerson);
}
const onOff = (on: unknown): string => (on === true ? 'on' : 'off');

function labeledCasts({ count, kind, spell }: AuditFacts): string {
  if (count === undefined) return 'labeled casts';
  if (kind === 'discard') return `discarded ${casts(count)}`;
  if (kind === 'unsure' || kind === 'sure') return `was ${kind} of ${casts(count)}`;
  if (kind === 'withdraw') return `restored the original label of ${casts(count)}`;
  return text(spell) === undefined ? `labeled ${casts(count)}` : `labeled ${casts(count)} ${text(spell) ?? ''}`;
}
const roleOf = (fact: unknown): string => lookup(shell.roles, fact) ?? 'member';

/** Sentences by message name. Every message that the server logs has one. */
export const activity: Readonly<Record<string, ActivityText>> = {
  'member:joined': ({ role }) => about(text(role), (one) => `joined the team as ${roleOf(one)}`, 'joined the team'),
  'session:opened': ({ session }) =>
    about(text(session), (browser) => `signed in with ${browser.replace(/^A browser\b/, 'a browser')}`, 'signed in'),
  'session:closed': () => 'signed out',
  'sessions:closed': () => 'signed out everywhere',
  'password:changed': () => 'changed their password',
  'evening:imported': ({ title }) =>
    about(text(title), (name) => `imported the evening ${quoted(name)}`, 'imported an evening'),
  'member:rename': ({ name }) => about(text(name), (next) => `changed their name to ${next}`, 'changed their name'),
  'member:invite': ({ note, role }) => `invited ${text(note) ?? 'someone'} as ${roleOf(role)}`,
  'member:change': ({ member, role }) => about(member, (who) => `made ${who} ${roleOf(role)}`, 'changed a role'),
  'member:assign': ({ member, role }) =>
    about(member, (who) => `made ${who} ${roleOf(role)} of this room`, 'changed a role in this room'),
  'member:remove': ({ member }) => `removed ${member ?? 'someone'} from the team`,
  'invitation:withdraw': ({ note }) =>
    about(text(note), (who) => `withdrew the invitation for ${who}`, 'withdrew an invitation'),
  'key:make': ({ about: purpose }) => about(text(purpose), (use) => `created the key ${quoted(use)}`, 'created a key'),
  'session:end': ({ session }) => about(session, (name) => `ended their session ${quoted(name)}`, 'ended a session'),
  'room:lock': ({ locked }) =>
    locked === undefined ? 'opened or closed the room' : locked === true ? 'closed the room' : 'opened the room',
  'room:teach': ({ spell }) =>
    spell === null
      ? 'stopped teaching one spell'
      : about(spell, (name) => `asked everyone to teach ${name}`, 'chose the spell that everyone teaches'),
  'room:learn': ({ learning }) =>
    learning === undefined
      ? 'switched learning from the room on or off'
      : `switched learning from the room ${onOff(learning)}`,
  'stage:show': ({ view }) =>
    about(lookup(stage.views, view), (name) => `showed ${quoted(name)} on stage`, 'changed the stage view'),
  'stage:replay': () => 'showed the reveal on stage again',
  'stage:direct': directedStage,
  'round:start': startedRound,
  'round:pause': ({ round }) => about(round, (number) => `paused round ${number}`, 'paused a round'),
  'round:resume': ({ round }) => about(round, (number) => `resumed round ${number}`, 'resumed a round'),
  'round:extend': ({ round, seconds }) =>
    about(round, (number) => `added ${Number(seconds ?? 0)} s to round ${number}`, 'extended a round'),
  'round:end': ({ round }) => about(round, (number) => `ended round ${number}`, 'ended a round'),
  'round:undo': ({ round }) => about(round, (number) => `undid the points of round ${number}`, 'undid a round'),
  'round:redo': ({ round }) => about(round, (number) => `reinstated round ${number}`, 'reinstated a round'),
  'step:add': ({ step }) => about(step, (one) => `added the step ${plannedStep(one)}`, 'added a step'),
  'step:edit': ({ step }) => about(step, (one) => `edited the step ${plannedStep(one)}`, 'edited a step'),
  'step:move': ({ step, to }) =>
    about(step, (one) => `moved the step ${stepName(one)} to place ${Number(to ?? 0) + 1}`, 'moved a step'),
  'step:remove': ({ step }) => about(step, (one) => `removed the step ${stepName(one)}`, 'removed a step'),
  'step:restore': ({ step }) => about(step, (one) => `restored the step ${stepName(one)}`, 'restored a step'),
  'step:enter': ({ step }) => about(step, (one) => `went to the step ${stepName(one)}`, 'went to a step'),
  'participant:rename': ({ wizard, nickname }) =>
    about(wizard, (before) => `renamed the wizard ${before} to ${text(nickname) ?? before}`, 'renamed a wizard'),
  'participant:hide': ({ wizard, hidden }) =>
    about(
      wizard,
      (name) => (hidden === true ? `hid ${name} from the stage` : `showed ${name} on stage again`),
      'hid or showed a wizard',
    ),
  'participant:remove': ({ wizard, forGood }) =>
    about(
      wizard,
      (name) => (forGood === true ? `banned ${name}` : `removed ${name} for 5 minutes`),
      'removed a wizard',
    ),
  'participant:readmit': ({ wizard }) => about(wizard, (name) => `readmitted ${name}`, 'readmitted a wizard'),
  'preflight:remove': ({ id }) => (id === null ? 'removed all phone reports' : 'removed a phone report'),
  'rehearsal:start': ({ wizards }) =>
    typeof wizards === 'number'
      ? `started a rehearsal with ${counted(wizards, 'simulated wizard', 'simulated wizards')}`
      : 'started a rehearsal',
  'rehearsal:stop': () => 'ended the rehearsal',
  'spell:create': ({ name }) => about(text(name), (spell) => `added the spell ${spell}`, 'added a spell'),
  'spell:draw': ({ spell }) => about(spell, (name) => `drew a new glyph for ${name}`, 'drew a glyph'),
  'spell:remove': ({ spell }) => about(spell, (name) => `removed the spell ${name}`, 'removed a spell'),
  'spell:restore': ({ spell }) => about(spell, (name) => `restored the spell ${name}`, 'restored a spell'),
  'spell:rename': ({ spell, name }) =>
    about(spell, (before) => `renamed the spell ${before} to ${text(name) ?? before}`, 'renamed a spell'),
  'spell:recolor': ({ spell, hue }) =>
    about(
      spell,
      (name) => `changed the color of ${name} to ${lookup(book.hues, hue) ?? ''}`,
      'changed a spell’s color',
    ),
  'spell:describe': ({ spell, hint }) =>
    about(
      spell,
      (name) =>
        about(text(hint), (said) => `changed the hint for ${name} to ${quoted(said)}`, `removed the hint for ${name}`),
      'changed a hint',
    ),
  'spell:direction': ({ spell }) =>
    about(spell, (name) => `changed the direction of ${name}`, 'changed a spell’s direction'),
  'spell:draw-second': ({ spell }) =>
    about(spell, (name) => `changed the second glyph of ${name}`, 'changed a second glyph'),
  'spell:move': ({ spell, to }) =>
    about(spell, (name) => `moved ${name} to place ${Number(to ?? 0) + 1} of the book`, 'moved a spell'),
  'spells:import': ({ count }) =>
    about(count, (spells) => `imported ${counted(spells, 'glyph', 'glyphs')}`, 'imported glyphs'),
  'book:create': ({ name }) => about(text(name), (title) => `created the spellbook ${title}`, 'created a spellbook'),
  'book:rename': ({ book: before, name }) =>
    about(before, (title) => `renamed the spellbook ${title} to ${text(name) ?? title}`, 'renamed a spellbook'),
  'book:archive': ({ book: title }) => about(title, (name) => `archived the spellbook ${name}`, 'archived a spellbook'),
  'book:restore': ({ book: title }) => about(title, (name) => `restored the spellbook ${name}`, 'restored a spellbook'),
  'book:delete': ({ book: title }) => about(title, (name) => `deleted the spellbook ${name}`, 'deleted a spellbook'),
  'book:open': ({ book: title }) =>
    about(title, (name) => `put the spellbook ${name} into the room`, 'changed the room’s spellbook'),
  'event:begin': ({ title }) => about(text(title), (name) => `began the event ${quoted(name)}`, 'began the next event'),
  'event:copy': () => 'copied from another evening',
  'event:remove': ({ code }) => about(text(code), (name) => `deleted the evening ${name}`, 'deleted an evening'),
  'event:restore': () => 'restored a deleted evening',
  'steps:use': () => 'restored the run of show',
  ...modelActivity,
  'import:store': ({ file }) => about(file, (name) => `imported ${name}`, 'imported a file'),
  'import:cancel': ({ file }) => about(file, (name) => `canceled the import of ${name}`, 'canceled an import'),
  'dataset:save': ({ name }) => about(text(name), (title) => `saved the dataset ${quoted(title)}`, 'saved a dataset'),
  'dataset:remove': ({ dataset }) =>
    about(dataset, (title) => `removed the dataset ${quoted(title)}`, 'removed a dataset'),
  'dataset:restore': ({ dataset }) =>
    about(dataset, (title) => `restored the dataset ${quoted(title)}`, 'restored a dataset'),
  'casts:label': labeledCasts,
  ...cutActivity,
  ...roomActivity,
  'cast:comment': () => 'commented on a cast',
};
