import { z } from 'zod';
import { diceOf } from '../../../apps/tools/src/fuzz/generate/dice.js';
import { exampleOf } from '../../../apps/tools/src/fuzz/generate/example.js';
import type { DeclaredMessage } from '../../../apps/tools/src/fuzz/oracle/permissions.js';
import { castMessages, circle } from '../cast-messages.js';

/** Ids of what belongs to one participant, or to the event in which they took part. */
export type OwnedIds = Readonly<Record<'cast' | 'participant' | 'round' | 'step', string>>;

/** What a field of this name identifies, or one of a single message. Ids of casts need no entry: only they are UUIDs of version 7. */
const kinds: Readonly<Record<string, keyof OwnedIds>> = {
  participantId: 'participant',
  people: 'participant',
  duel: 'participant',
  person: 'participant',
  roundId: 'round',
  stepId: 'step',
  stepIds: 'step',
  'participants:list after': 'participant',
};
/** Fields with ids of the team's own things, which belong to no participant, or of events, which consoles may name. */
export const TEAM_FIELDS: readonly string[] = [
  'id', // of a report of a phone
  ...['bookId', 'from', 'plan', 'eventId', 'eventIds', 'before', 'datasetId', 'testDatasetId', 'trainingId'],
  ...['modelId', 'memberId', 'invitationId', 'sessionId', 'importId', 'roomId', 'organizationId', 'after'],
];

/** The fields of a message that hold UUIDs, at any depth, with what they identify; undefined if that is unknown. */
export function idFields({ name: message, schema }: DeclaredMessage): Map<string, keyof OwnedIds | undefined> {
  const found = new Map<string, keyof OwnedIds | undefined>();
  const visit = (part: unknown, field: string): void => {
    if (typeof part !== 'object' || part === null) return;
    const { format, pattern = '' } = part as { format?: unknown; pattern?: string };
    if (format === 'uuid')
      found.set(field, pattern.includes('-7[') ? 'cast' : (kinds[`${message} ${field}`] ?? kinds[field]));
    for (const [key, inner] of Object.entries(part))
      if (key !== 'properties') visit(inner, field);
      else for (const [name, property] of Object.entries(inner as object)) visit(property, name);
  };
  visit(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '');
  return found;
}

/** Whether a message can name what belongs to somebody. */
export const namesOwned = (message: DeclaredMessage): boolean =>
  [...idFields(message).values()].some((kind) => kind !== undefined);

/**
 * A message that is valid in itself and names these ids wherever it can. Movements are real ones, so that nothing but the
 * ids can be the reason of a refusal.
 * @param index of the example: others choose other alternatives of the schema
 * @param team ids of the team's own things, by field
 */
export function messageNaming(
  ids: OwnedIds,
  message: DeclaredMessage,
  index: number,
  team: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const fields = idFields(message);
  const known = (field: string): string | undefined => {
    const kind = fields.get(field);
    return field === 'spell' ? 'ember' : ((kind && ids[kind]) ?? team[field]);
  };
  const example = exampleOf(message.schema, diceOf(4, index), { known }) as Record<string, unknown>;
  if (!('channels' in example || 'checksum' in example)) return example;
  const { start, replay } = castMessages(circle(), { castId: ids.cast });
  const movement = Object.entries({ ...start, ...replay }).filter(([name]) => name in example);
  return { ...example, ...Object.fromEntries(movement) };
}
