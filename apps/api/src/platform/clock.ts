import { Injectable } from '@nestjs/common';

/** Injectable clock, so that tests can control the time. */
@Injectable()
export class Clock {
  /** Ms since 1970. */
  now(): number {
    return Date.now();
  }
}
