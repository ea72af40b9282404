import { expect, test } from 'vitest';
import { useRoomNavigation, type RoomPageName } from '../../../../../apps/web/src/wand/show/useRoomNavigation';

/** The current page after these steps: a page to open, or `back`. */
function after(...steps: (RoomPageName | 'back')[]): RoomPageName {
  const navigation = useRoomNavigation('start');
  for (const step of steps) {
    if (step === 'back') navigation.back();
    else navigation.go(step);
  }
  return navigation.page.value;
}

test('goes back from an own page to where it was opened', () => {
  expect(after('cast', 'settings', 'back')).toBe('cast');
  expect(after('teach', 'history', 'back')).toBe('teach');
  expect(after('cast', 'settings', 'data', 'back')).toBe('settings');
  expect(after('cast', 'settings', 'data', 'back', 'back')).toBe('cast');
});

test('goes back from casting and teaching to the start page', () => {
  expect(after('cast', 'back')).toBe('start');
  expect(after('teach', 'back')).toBe('start');
  expect(after('history', 'teach', 'back')).toBe('start');
});

test('does not grow the back stack when switching between two pages', () => {
  expect(after('cast', 'history', 'data', 'history', 'data', 'history')).toBe('history');
  expect(after('cast', 'history', 'data', 'history', 'data', 'history', 'back')).toBe('cast');
});

test('opens the cast page from an own page', () => {
  expect(after('settings', 'cast')).toBe('cast');
  expect(after('teach', 'settings', 'cast', 'back')).toBe('start');
});

test('the browser’s back button closes own pages, then leads to the start page, and only from there away', () => {
  let depth = 0;
  let close: (to: number) => void = () => undefined;
  const { page, go } = useRoomNavigation('start', {
    follow: (wanted) => (depth = wanted),
    onBack: (act) => (close = act),
  });
  const goBack = (): void => {
    depth--;
    close(depth);
  };
  go('cast');
  go('settings');
  expect([page.value, depth]).toEqual(['settings', 2]);
  goBack();
  expect([page.value, depth]).toEqual(['cast', 1]);
  go('teach');
  expect([page.value, depth]).toEqual(['teach', 1]);
  goBack();
  expect([page.value, depth]).toEqual(['start', 0]);
});

test('somebody who draws with a finger comes back to the cast page instead, which has all they need', () => {
  let hasFinger = false;
  const { page, go, back } = useRoomNavigation('start', undefined, () => hasFinger);
  hasFinger = true; // chosen on the start page
  go('cast');
  go('practice');
  back();
  expect(page.value).toBe('cast');
});
