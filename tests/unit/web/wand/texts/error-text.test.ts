import { toFailure } from '@wandcast/protocol';
import { RequestError } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { errorText } from '../../../../../apps/web/src/wand/texts/error-text';

test('names the reason of a request error', () => {
  expect(errorText(new RequestError('not-connected'))).toBe('The room can’t be reached right now.');
  expect(errorText(new RequestError('no-answer'))).toBe('The room didn’t answer.');
  expect(errorText(new RequestError(toFailure('cast-deleted')))).toBe('This cast was deleted.');
});

test('hides the technical message of an error on the phone', () => {
  expect(errorText(new DOMException('QuotaExceededError'))).toBe('This phone couldn’t do that.');
});
