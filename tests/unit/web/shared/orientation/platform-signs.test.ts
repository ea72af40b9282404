import { expect, test } from 'vitest';
import { platformInvertsSigns } from '../../../../../apps/web/src/shared/orientation/platform-signs';

test('signs are inverted by browsers with the property that only WebKit on iOS has', () => {
  const supporting = (...properties: string[]) => ({ supports: (one: string) => properties.includes(one) });
  expect(platformInvertsSigns(supporting('-webkit-touch-callout'))).toBe(true);
  expect(platformInvertsSigns(supporting('color', '-webkit-mask'))).toBe(false);
});

test('a platform without feature tests follows the W3C', () => {
  expect(platformInvertsSigns(undefined)).toBe(false);
});
