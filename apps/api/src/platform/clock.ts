import { Injectable } from '@nestjs/common';

/** The time, as an argument: tests give another. */
@Injectable()
export class Clock {
  /** Ms since 1970. */
  now(): number {
    return Date.now();
  }
}
