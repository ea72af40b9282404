import { expect, test } from 'vitest';
import { blockedHelp } from '../../../../../apps/web/src/wand/sensor/blocked-help';

test('says on an iPhone to close the browser and scan again', () => {
  expect(blockedHelp('safari-ios', 'apple')).toEqual({ kind: 'rescan', browser: 'Safari' });
  expect(blockedHelp('chrome-ios', 'apple')).toEqual({ kind: 'rescan', browser: 'Chrome' });
  expect(blockedHelp('brave', 'apple')).toEqual({ kind: 'rescan', browser: 'Brave' });
  expect(blockedHelp('other', 'apple')).toEqual({ kind: 'rescan', browser: 'Safari' });
});

test('says elsewhere how to change the browser’s setting', () => {
  expect(blockedHelp('chrome-android', 'android')).toEqual({ kind: 'steps', of: 'chrome' });
  expect(blockedHelp('brave', 'android')).toEqual({ kind: 'steps', of: 'brave' });
  expect(blockedHelp('samsung', 'android')).toEqual({ kind: 'steps', of: 'samsung' });
  expect(blockedHelp('firefox-android', 'android')).toEqual({ kind: 'steps', of: 'firefox' });
  expect(blockedHelp('other', 'android')).toEqual({ kind: 'steps', of: 'general' });
  expect(blockedHelp('desktop', 'other')).toEqual({ kind: 'steps', of: 'general' });
});
