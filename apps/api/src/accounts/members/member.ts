import type { Role } from '@wandcast/protocol';

/** A person with an account for the console. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
