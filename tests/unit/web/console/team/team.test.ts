import { expect, test } from 'vitest';
import { parseInvitationLink } from '../../../../../apps/web/src/console/sign-in/invitation-link';
import { activityText } from '../../../../../apps/web/src/console/team/activity-text';
import { texts } from '../../../../../apps/web/src/console/texts/console-texts';

test('an invitation link is distinguished from the hash of a screen', () => {
  expect(parseInvitationLink('#set-up=abc_-9')).toEqual({ kind: 'set-up', token: 'abc_-9' });
  expect(parseInvitationLink('#invitation=xyz')).toEqual({ kind: 'invitation', token: 'xyz' });
  for (const hash of ['', '#models', '#invitation=', '#invitation=a b', '#other=abc'])
    expect(parseInvitationLink(hash)).toBeUndefined();
});

test('activity has a text; an unknown message keeps its name', () => {
  expect(activityText({ did: 'room:lock', facts: {} })).toBe('opened or closed the room');
  expect(activityText({ did: 'room:lock', facts: { locked: true } })).toBe('closed the room');
  expect(activityText({ did: 'moon:shine', facts: {} })).toBe('moon:shine');
});

test('times are relative to today', () => {
  const now = new Date(2026, 10, 25, 18, 0).getTime();
  expect(texts().format.numbers.when(new Date(2026, 10, 25, 9, 5).getTime(), now)).toBe('today 09:05');
  expect(texts().format.numbers.when(new Date(2026, 10, 24, 23, 59).getTime(), now)).toBe('24 Nov 23:59');
});
