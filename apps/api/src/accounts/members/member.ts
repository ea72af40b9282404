import type { Role } from '@wandcast/protocol';

/** Someone who signed in to the console. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
