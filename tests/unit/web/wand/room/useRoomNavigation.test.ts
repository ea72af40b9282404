import { expect, test } from 'vitest';
import { useRoomNavigation, type Activity } from '../../../../../apps/web/src/wand/room/useRoomNavigation';

/** Where one is after a way: a page to open, or `back`. */
function after(...way: (Activity | 'back')[]): Activity {
  const trail = useRoomNavigation('choose');
  for (const step of way) {
    if (step === 'back') trail.back();
    else trail.go(step);
  }
  return trail.activity.value;
}

test('a page of one’s own leads back to where it was opened from', () => {
  expect(after('cast', 'settings', 'back')).toBe('cast');
  expect(after('teach', 'history', 'back')).toBe('teach');
  expect(after('cast', 'settings', 'data', 'back')).toBe('settings');
  expect(after('cast', 'settings', 'data', 'back', 'back')).toBe('cast');
});

test('casting and teaching lead back to where one chooses', () => {
  expect(after('cast', 'back')).toBe('choose');
  expect(after('teach', 'back')).toBe('choose');
  expect(after('history', 'teach', 'back')).toBe('choose');
});

test('going to and fro between pages makes the way back no longer', () => {
  expect(after('cast', 'history', 'data', 'history', 'data', 'history')).toBe('history');
  expect(after('cast', 'history', 'data', 'history', 'data', 'history', 'back')).toBe('cast');
});

test('who joins a round from a page of their own is casting', () => {
  expect(after('settings', 'cast')).toBe('cast');
  expect(after('teach', 'settings', 'cast', 'back')).toBe('choose');
});
