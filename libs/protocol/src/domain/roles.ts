import type { Role } from './entities.js';

const rank: Readonly<Record<Role | 'anyone', number>> = { anyone: -1, viewer: 0, moderator: 1, owner: 2 };

/** Whether `role` is at least `least`. */
export function mayAct(role: Role, least: Role | 'anyone'): boolean {
  return rank[role] >= rank[least];
}

/** The most privileged role; null if there is none. */
export function highestRole(all: readonly (Role | null | undefined)[]): Role | null {
  return all.reduce<Role | null>((best, role) => (role && (best === null || mayAct(role, best)) ? role : best), null);
}
