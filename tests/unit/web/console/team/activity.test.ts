import type { AuditFacts } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import { describe, expect, test } from 'vitest';
import {
  accountActions,
  isAudited,
  type ConsoleMessageName,
} from '../../../../../apps/api/src/accounts/audit/audited-actions';
import { activity as german } from '../../../../../apps/web/src/locales/de/console/activity';
import { activity as english } from '../../../../../apps/web/src/locales/en/console/activity';

const messages = (Object.keys(consoleMessages) as ConsoleMessageName[]).filter(isAudited);
const audited: readonly string[] = [...accountActions, ...messages];

/** Facts of every kind, as the server looks them up. */
const facts: AuditFacts = {
  ...{
    spell: 'Tide',
    book: 'Friday',
    member: 'Bea',
    wizard: 'Quiet Otter',
    dataset: 'Set 1',
    testDataset: 'Set 2',
    file: 'casts.csv',
  },
  ...{
    session: 'Chrome on Linux',
    model: 3,
    round: 2,
    count: 12,
    step: { kind: 'teach', title: '', spell: 'Tide', challenge: null },
  },
  ...{ role: 'viewer', note: 'Bea', name: 'Wave', about: 'replay', title: 'Second night', hint: 'One long wave' },
  ...{ nickname: 'Loud Otter', hue: 'veil', kind: 'order', seconds: 30, threshold: 0.65, to: 2, wizards: 24 },
  ...{ locked: true, learning: true, hidden: true, forGood: true, view: 'live', announcement: 'Hello', id: null },
};

describe.each([
  ['English', english],
  ['German', german],
])('in %s', (_language, activity) => {
  test.each(audited)('%s has a sentence, with facts and without', (action) => {
    const sentences = [facts, {}].map((known) => activity[action]?.(known));
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\p{Ll}.+[^.\s]$/u);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|:[a-z]/);
      expect(sentence).not.toContain(action);
    }
  });

  test('there is no sentence for a message that is not logged', () => {
    expect(Object.keys(activity).filter((action) => !audited.includes(action))).toEqual([]);
  });
});

test('sentences tell names, numbers and what happened', () => {
  const told = (action: string, known: AuditFacts): (string | undefined)[] => [
    english[action]?.(known),
    german[action]?.(known),
  ];
  expect(told('model:activate', { model: 3 })).toEqual(['woke model v3', 'hat Modell v3 geweckt']);
  expect(told('session:opened', { session: 'A browser on Linux' })).toEqual([
    'signed in with a browser on Linux',
    'hat sich mit einem Browser auf Linux angemeldet',
  ]);
  expect(told('session:opened', { session: 'Firefox on Linux' })).toEqual([
    'signed in with Firefox on Linux',
    'hat sich mit Firefox auf Linux angemeldet',
  ]);
  expect(told('round:end', { round: 2 })).toEqual(['ended round 2', 'hat Runde 2 beendet']);
  expect(told('round:start', { round: 2, kind: 'fastest', spell: 'Gale' })).toEqual([
    'started round 2: fastest Gale',
    'hat Runde 2 (Gale am schnellsten) gestartet',
  ]);
  expect(told('room:lock', { locked: false })).toEqual(['opened the room', 'hat den Raum geöffnet']);
  expect(told('casts:label', { count: 12, kind: 'spell', spell: 'Tide' })).toEqual([
    'labeled 12 casts Tide',
    'hat 12 Schwünge als Tide gelabelt',
  ]);
  expect(told('stage:direct', { blank: true, sound: false })).toEqual([
    'blanked the stage and turned the stage’s sound off',
    'hat die Leinwand abgedunkelt und den Ton der Leinwand ausgeschaltet',
  ]);
  expect(told('step:enter', { step: { kind: 'round', title: '', spell: 'Tide', challenge: 'order' } })).toEqual([
    'went to the step “Round: Tide”',
    'ist zum Schritt „Runde: Tide“ gegangen',
  ]);
  const free = { kind: 'cast', title: '', spell: null, challenge: null, freeCasting: true } as const;
  expect(told('step:edit', { step: free })).toEqual([
    'edited the step “Free casting” (cast without pressing)',
    'hat den Schritt „Freies Zaubern“ (Zaubern ohne Drücken) bearbeitet',
  ]);
});
