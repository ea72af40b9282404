import type { ActivityText } from '../../en/console/activity';
import type { ConsoleTexts } from '../../en/console/index';
import { about, text } from '../../../shared/format/activity-facts';
import { counted } from '../format';

export const accessActivity: Readonly<Record<string, ActivityText>> = {
  'links:renew': () => 'hat die Links zu Leinwand und Test ersetzt',
  'event:expired': ({ title, days }) =>
    `hat ${about(text(title), (name) => `den Abend „${name}“`, 'einen Abend')} gelöscht` +
    (typeof days === 'number' ? `, der vor mehr als ${counted(days, 'Tag', 'Tagen')} endete` : ''),
  'sign-in:failed': ({ count, names, member }) => {
    const others = Number(names ?? 1) - 1;
    const as = member === undefined ? '' : ` als ${member}`;
    const also = others > 0 ? ` unter ${counted(others, 'anderen Namen', 'anderen Namen')}` : '';
    const times = count === undefined ? '' : ` ${count}-mal`;
    return `konnte sich${times}${as}${as !== '' && also !== '' ? ' und' : ''}${also} nicht anmelden`;
  },
};

export const signIn: ConsoleTexts['signIn'] = {
  title: 'Anmelden',
  name: 'Name',
  password: 'Passwort',
  submit: 'Anmelden',
  forgotten: 'Passwort vergessen? Ein Inhaber kann dich aus dem Team entfernen und neu einladen.',
  noServer: 'Kein Server',
  unowned: 'Noch gehört dieses Wandcast niemandem',
  ownerLink: 'Öffne den Link für Inhaber aus dem Terminal, in dem Wandcast gestartet wurde. Er gilt einmal.',
  oldLink: 'Ein alter Link',
  signInInstead: 'Stattdessen anmelden',
  setUp: 'Dieses Wandcast gehört dir',
  invited: 'Du bist eingeladen',
  invitedBy: (name) => `${name} lädt dich ein.`,
  onlyIn: (room) => `Das gilt nur in ${room}.`,
  otherAccount: (name) => `Du bist als ${name} angemeldet; hier entsteht ein weiteres Konto.`,
  stay: (name) => `Als ${name} angemeldet bleiben`,
  yourName: 'Dein Name',
  nameHint: 'So, wie dein Team dich kennt, mit höchstens 24 Zeichen.',
  newPassword: 'Neues Passwort',
  join: 'Konto anlegen',
};
