import { BadRequestException, NotFoundException, PayloadTooLargeException, type ArgumentsHost } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { expect, test } from 'vitest';
import { FailureFilter } from '../../../../../apps/api/src/platform/failures/failure.filter.js';
import type { MessageFailures } from '../../../../../apps/api/src/platform/failures/message-failures.js';

/** What a filter answers to an error, at once and when it no longer holds the answer back. */
function answersTo(error: Error): { atOnce: number[]; later: number[] } {
  const statuses: number[] = [];
  const held: (() => void)[] = [];
  const httpAdapter = {
    isHeadersSent: () => false,
    reply: (_: unknown, __: unknown, status: number) => statuses.push(status),
  };
  const failures = { hold: (send: () => void) => held.push(send) } as unknown as MessageFailures;
  const response = { destroyed: false, headersSent: false };
  const host = {
    switchToHttp: () => ({ getRequest: () => ({}), getResponse: () => response }),
    getArgByIndex: () => response,
  } as unknown as ArgumentsHost;
  new FailureFilter({ httpAdapter } as unknown as HttpAdapterHost, failures).catch(error, host);
  const atOnce = [...statuses];
  for (const send of held) send();
  return { atOnce, later: statuses };
}

test.each([new BadRequestException('not JSON'), new PayloadTooLargeException()])(
  'the answer to a body that cannot be read is held back: %s',
  (error) => {
    expect(answersTo(error)).toEqual({ atOnce: [], later: [error.getStatus()] });
  },
);

test('other answers are not', () => {
  expect(answersTo(new NotFoundException())).toEqual({ atOnce: [404], later: [404] });
});
