import type { z } from 'zod';
import type { Role } from '../domain/entities.js';
import { accountBodies, newImport } from '../schemas/index.js';

/**
 * A route of the server. The body is a schema of JSON, or the name of a format; the answer is a type in the notation of
 * SPEC.md, or the name of a format; null for none.
 */
export type HttpRoute = readonly [
  route: string,
  /** `member` for members with any roles. */
  role: Role | 'member' | 'anyone',
  body: z.ZodType | string | null,
  answer: string | null,
  about: string,
];

/** Every documented route. `{modelsUrl}` is `/api/models`, `{castsUrl}` is `/api/casts`. */
export const httpRoutes: readonly HttpRoute[] = [
  ['GET /api/account', 'anyone', null, 'Account', 'Returns the member whose session cookie the request has.'],
  ['POST /api/account/join', 'anyone', accountBodies.join, 'Me', 'Creates a member and signs in (A1).'],
  ['POST /api/account/session', 'anyone', accountBodies.signIn, 'Me', 'Signs in (A2).'],
  ['DELETE /api/account/session', 'member', null, null, 'Ends the session of the request.'],
  ['DELETE /api/account/sessions', 'member', null, null, 'Ends all sessions and keys of the caller.'],
  [
    'POST /api/account/password',
    'member',
    accountBodies.password,
    null,
    'Changes the password and ends all other sessions and keys of the caller.',
  ],
  [
    'POST /api/account/invitation',
    'anyone',
    accountBodies.invitation,
    "Pick<Invitation, 'role' | 'room' | 'invitedBy'>",
    'Returns what an invitation grants, and does not use it.',
  ],
  [
    'GET /api/events/{code}',
    'anyone',
    null,
    "Pick<EventInfo, 'code' | 'title' | 'locked'> & { secureUrl: string | null }",
    'Returns the current event if it has this code (E3).',
  ],
  [
    'GET /api/nodes/{id}',
    'anyone',
    null,
    null,
    'Tells the node with this id whether the database answers this one (H14).',
  ],
  ['DELETE /api/nodes/{id}', 'anyone', null, null, 'Takes over what the node with this id served (H14).'],
  ['GET /api/summary?token=T', 'anyone', null, 'Summary', 'Returns the statistics of an event (W2).'],
  ['GET /api/results.csv', 'viewer', null, 'CSV', 'Returns the results of an event (W1).'],
  ['POST /api/imports', 'moderator', newImport, 'ImportInfo', 'Opens an import or resumes its upload (F1).'],
  ['PUT /api/imports/{id}?at=N', 'moderator', 'bytes', 'ImportInfo', 'Uploads the bytes of the file from N on (F1).'],
  ['GET /api/imports/{id}', 'viewer', null, 'ImportInfo', 'Returns the state of an import.'],
  ['GET /api/casts.ndjson', 'viewer', null, 'NDJSON', 'Exports casts (F5); `/api/casts.ndjson.gz` is compressed.'],
  ['GET /api/casts.csv', 'viewer', null, 'CSV', 'Exports casts (F5); `/api/casts.csv.gz` is compressed.'],
  ['GET /api/evenings/{code}', 'moderator', null, 'NDJSON', 'Exports an evening with everything in it (E8), gzipped.'],
  ['POST /api/evenings', 'owner', 'NDJSON', 'EveningImported', 'Imports an evening that was exported (E8).'],
  ['GET {castsUrl}/overview', 'viewer', null, 'bytes', 'Returns all casts of the event in columns (X1, X2).'],
  [
    'GET {castsUrl}/map?map=ID&after=N',
    'viewer',
    null,
    'bytes',
    'Returns the places of casts on the map of the event (X5).',
  ],
  ['GET {modelsUrl}/{id}', 'viewer', null, 'zip', 'Downloads a model (T9).'],
  ['POST {modelsUrl}', 'moderator', 'zip', 'ModelSummary', 'Uploads a model (T9).'],
];
