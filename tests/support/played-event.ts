import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { groves, metals, sigils } from '@wandcast/protocol/schemas';
import { v7 } from 'uuid';
import { recordedColumns } from '../../apps/tools/src/environment/recorded-columns.js';
import { insertCasts, starterSpellId, type SeededCast } from './insert-casts.js';
import type { TestServer } from './test-server.js';

/** A finished event to store. */
interface EventPlan {
  readonly people: number;
  /** Numbers of taught and of free casts. */
  readonly taught: number;
  readonly free: number;
  /** Each round requests the spell at that index of the starter spellbook; null allows any. */
  readonly rounds: readonly { readonly kind: string; readonly spell: number | null; readonly undone?: boolean }[];
  readonly models?: readonly number[];
  readonly seed?: number;
  /** Time of the first cast, ms since 1970. */
  readonly at: number;
}

type Place = Pick<TestServer, 'query'>;

const MINUTE = 60_000;
const EVENT_MS = 80 * MINUTE;
const ROUND_MS = 20_000;

/** Names that are hard to export: formulas, quotes, separators, emoji. */
export const oddNames = ['=SUM(A1:A9)', '+41 79', '-2+3', '@here', 'Ünal, "Æther"', 'Moth; Star', '雪 🦉'];

/** Writes a finished event directly to the newest event of the database. @returns the names of its participants */
export async function seedEvent(server: Place, plan: EventPlan): Promise<string[]> {
  const random = seeded(plan.seed ?? 1);
  const pick = (n: number): number => Math.floor(random() * n);
  const [event] = await server.query<{ id: string; model: string }>(
    'SELECT id, active_model_id AS model FROM events ORDER BY created_at DESC LIMIT 1',
  );
  if (event === undefined) throw new Error('there is no event');
  const people = Array.from({ length: plan.people }, (_, i) => ({
    id: v7({ msecs: plan.at + i }),
    name: oddNames[i] ?? `Wizard ${String(i + 1).padStart(3, '0')} Otter`,
    skill: 0.75 + 0.25 * random(),
  }));
  await server.query(
    `INSERT INTO participants (id, event_id, key_hash, nickname, sigil, metal, grove, created_at)
     SELECT id, $1, decode(md5(id::text), 'hex'), name, sigil, metal, grove, to_timestamp($7 + n / 1000.0)
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS p (id, name, sigil, metal, grove, n)`,
    [
      ...[event.id, people.map(({ id }) => id), people.map(({ name }) => name)],
      people.map(() => sigils[pick(sigils.length)]),
      people.map(() => metals[pick(metals.length)]),
      people.map((_, i) => groves[i % groves.length]),
      plan.at / 1000,
    ],
  );
  const moves = starterSpellbook.map(({ glyph }) => {
    const person = simulatePerson(random);
    return Array.from({ length: 6 }, () => recordedColumns(simulateCast(parseGlyph(glyph ?? ''), person, random)));
  });
  const casts: SeededCast[] = [];
  const cast = (who: (typeof people)[number], intent: string, meant: number, at: number): void => {
    const move = moves[meant % moves.length]?.[pick(6)] ?? [];
    const isRight = random() < who.skill - (meant === 2 ? 0.35 : 0.02 * meant);
    const heard = isRight ? meant : random() < 0.4 ? null : meant === 2 ? 1 : pick(6);
    casts.push({
      id: v7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => pick(256)) }),
      ...{ eventId: event.id, participantId: who.id, intent, source: 'motion' },
      spell: intent === 'teach' ? starterSpellId(meant) : null,
      ...{ startedAt: new Date(at), receivedAt: new Date(at + 2_500), beganAt: new Date(at) },
      recorded: move,
      modelId: event.model,
      recognized: heard === null ? null : starterSpellId(heard),
      probabilities: starterSpellbook.map((_, i) => (i === heard ? 0.6 + 0.4 * random() : 0.02)),
    });
  };
  const randomPerson = (): (typeof people)[number] => people[pick(people.length)] ?? raise();
  for (let i = 0; i < plan.taught; i++)
    cast(randomPerson(), 'teach', i % 6, plan.at + EVENT_MS * 0.3 * Math.sqrt(i / plan.taught));
  for (let i = 0; i < plan.free; i++)
    cast(
      randomPerson(),
      'cast',
      pick(6),
      plan.at + EVENT_MS * (0.32 + 0.68 * (0.5 + 0.5 * Math.sin(6 * random()) * random())),
    );
  for (const [n, { kind, spell, undone = false }] of plan.rounds.entries()) {
    const starts = plan.at + EVENT_MS * (0.45 + (0.5 * n) / plan.rounds.length);
    await server.query(
      `INSERT INTO rounds (event_id, number, kind, spell_id, duel, starts_at, ends_at, undone) VALUES ($1, $2, $3, $4, '{}', $5, $6, $7)`,
      [
        event.id,
        n + 1,
        kind,
        spell === null ? null : starterSpellId(spell),
        new Date(starts),
        new Date(starts + ROUND_MS),
        undone,
      ],
    );
    for (const who of people) if (random() < 0.9) cast(who, 'cast', spell ?? pick(6), starts + 500 + random() * 14_000);
  }
  await insertCasts((sql, values) => server.query(sql, values), casts);
  for (const [n, accuracy] of (plan.models ?? []).entries()) await addModel(server, plan, n, accuracy);
  await server.query('UPDATE events SET created_at = $1 WHERE id = $2', [new Date(plan.at - MINUTE), event.id]);
  await server.query('ANALYZE casts');
  return people.map(({ name }) => name);
}

/** Adds a model that looks as if it was trained during the event: a copy of the starter model with other metrics. */
async function addModel(server: Place, { at, taught, people }: EventPlan, n: number, accuracy: number): Promise<void> {
  const trainedOn = { casts: Math.round((taught * (n + 1)) / 4), people: Math.round((people * (n + 1)) / 5) };
  await server.query(
    `INSERT INTO models (version, kind, origin, card, manifest, weights, created_at, activated_at)
     SELECT (SELECT max(version) FROM models) + 1, kind, 'taught',
       jsonb_set(jsonb_set(card, '{trainedOn}', card->'trainedOn' || $1::jsonb), '{metrics}', card->'metrics' || $2::jsonb),
       manifest, weights, $3, $3
     FROM models WHERE origin = 'starter' LIMIT 1`,
    [JSON.stringify(trainedOn), JSON.stringify({ accuracy }), new Date(at + EVENT_MS * (0.15 + 0.1 * n))],
  );
}

function raise(): never {
  throw new Error('the plan needs people');
}
