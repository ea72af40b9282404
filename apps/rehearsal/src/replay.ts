import type { RecordedCast } from '@wandcast/gesture';
import type { CastId, Intent, Spell, SpellId } from '@wandcast/protocol';
import { newKey, type Wand } from '@wandcast/wand';
import { UsageError, numberFlag, onlyFile, percentile, runCommand } from './command.js';
import { createSpells } from './create-spells.js';
import { readCasts } from './read-casts.js';
import { perform, type Outcome } from './recorded-wand.js';
import { findRoom, joinRoom, type JoinedWand } from './room.js';
import { simulatedProfile } from './simulated-profile.js';

const usage = `npm run replay -- FILE --url URL [options]
Sends recorded casts (NDJSON, NDJSON.gz or tidy CSV) through real sockets, at the pace they were recorded.
  --url URL          the server, as in http://127.0.0.1:3000
  --code CODE        the room's join code; asked of a server on this machine where left out
  --wands 20         phones at least; one a person at least
  --speed 1          1 is real time, 10 ten times as fast, 0 as fast as it goes
  --intent cast      teach or cast
  --only A,B         only the casts of these people
  --except A,B       all but the casts of these people
  --token KEY        a moderator's key (console, Team): lets teach add spells that the book lacks
  --json             one JSON object as the last line`;

const flags = {
  url: { type: 'string' },
  code: { type: 'string' },
  wands: { type: 'string', default: '20' },
  speed: { type: 'string', default: '1' },
  intent: { type: 'string', default: 'cast' },
  only: { type: 'string' },
  except: { type: 'string' },
  token: { type: 'string' },
} as const;

interface Played {
  readonly cast: RecordedCast;
  readonly outcome: Outcome;
}

await runCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    if (values.url === undefined) throw new UsageError('--url is needed (see --help)');
    const intent = intentOf(values.intent);
    const wands = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const speed = numberFlag('speed', values.speed, { most: 1_000, whole: false });
    const all = await readCasts(file);
    const casts = all.filter(({ user }) => listed(values.only, user, true) && !listed(values.except, user, false));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of these people`);
    const room = await findRoom(values.url, values.code);
    if (intent === 'teach' && values.token !== undefined)
      await createSpells(
        room.url,
        values.token,
        casts.map(({ label }) => label).filter((label) => label !== null),
      );

    const decks = deal(casts, wands);
    const joined: JoinedWand[] = [];
    const played: Played[] = [];
    try {
      joined.push(
        ...(await Promise.all(decks.map(({ user, key }, i) => joinRoom(room, simulatedProfile(i, user), key)))),
      );
      const spells = joined[0]?.welcome.spells ?? [];
      if (intent === 'teach') checkTaught(casts, spells);
      const playDeck = async (deck: readonly RecordedCast[], { wand }: JoinedWand): Promise<void> => {
        for (const cast of deck) {
          const how = { intent, spell: spellOf(cast, spells), source: 'simulated', speed } as const;
          played.push({ cast, outcome: await perform(wand, cast.signal, how) });
          progress(`replay: ${played.length} of ${casts.length} casts`);
        }
      };
      await Promise.all(joined.map((wand, i) => playDeck(decks[i]?.casts ?? [], wand)));
      return summary(played, await storedIds(onePhoneEach(joined)));
    } finally {
      for (const { wand } of joined) wand.leave();
    }
  },
  report: (r) =>
    `${r.sent} casts sent, ${r.stored} stored, ${r.lost} lost, ${r.duplicates} duplicates, ${r.refused} refused\n` +
    `recognised ${r.correct} of ${r.stored} (${(100 * r.accuracy).toFixed(1)} %)\n` +
    `acknowledged after ${r.ackMs.p50 ?? '-'} ms (p50), ${r.ackMs.p99 ?? '-'} ms (p99)`,
});

interface Deck {
  readonly user: string;
  /** The same for all phones of one person: who they are is what accuracy is measured by. */
  readonly key: string;
  readonly casts: readonly RecordedCast[];
}

/** Deals the casts to at least `wands` phones, each holding one person's casts. */
function deal(casts: readonly RecordedCast[], wands: number): Deck[] {
  const byUser = new Map<string, RecordedCast[]>();
  for (const cast of casts) byUser.set(cast.user, [...(byUser.get(cast.user) ?? []), cast]);
  const phones = Math.max(1, Math.ceil(wands / byUser.size));
  return [...byUser].flatMap(([user, own]) => {
    const key = newKey();
    return Array.from({ length: Math.min(phones, own.length) }, (_, phone) => ({
      user,
      key,
      casts: own.filter((_cast, i) => i % phones === phone),
    }));
  });
}

function summary(played: readonly Played[], stored: ReadonlyMap<CastId, number>) {
  const ids = new Set(played.map(({ outcome }) => outcome.castId));
  const found = [...ids].filter((id) => stored.has(id)).length;
  const rows = [...stored.values()].reduce((total, count) => total + count, 0);
  const acked = played.flatMap(({ cast, outcome }) => (outcome.kind === 'stored' ? [{ cast, ...outcome }] : []));
  const correct = acked.filter(
    ({ cast, stored: { recognition } }) => recognition?.spell != null && recognition.spell === idOf(cast.label),
  ).length;
  const times = {
    p50: percentile(
      acked.map((a) => a.ackMs),
      0.5,
    ),
    p99: percentile(
      acked.map((a) => a.ackMs),
      0.99,
    ),
  };
  return {
    sent: played.length,
    stored: found,
    duplicates: rows - found,
    lost: played.length - found,
    refused: played.length - acked.length,
    correct,
    accuracy: found === 0 ? 0 : Math.round((1000 * correct) / found) / 1000,
    ackMs: times,
    resultMs: times, // the acknowledgement carries the result
  };
}

/** One wand of each person: any of them can list all that is theirs. */
function onePhoneEach(joined: readonly JoinedWand[]): Wand[] {
  return [...new Map(joined.map(({ wand, welcome }) => [welcome.participant.id, wand])).values()];
}

/** Every row these wands have in the database, and how often. */
async function storedIds(wands: readonly Wand[]): Promise<Map<CastId, number>> {
  const ids = new Map<CastId, number>();
  for (const wand of wands) {
    for (let after: CastId | null = null; ;) {
      const page = await wand.own.list(after);
      for (const { castId } of page) ids.set(castId, (ids.get(castId) ?? 0) + 1);
      after = page.at(-1)?.castId ?? null;
      if (after === null) break;
    }
  }
  return ids;
}

function intentOf(text: string): Intent {
  if (text !== 'teach' && text !== 'cast') throw new UsageError(`--intent must be teach or cast, not "${text}"`);
  return text;
}

function listed(list: string | undefined, user: string, otherwise: boolean): boolean {
  return list === undefined ? otherwise : list.split(',').includes(user);
}

/** The id a spell of this name has, see SpellsService. */
function idOf(label: string | null): string {
  return (label ?? '').toLowerCase();
}

function spellOf({ label }: RecordedCast, spells: readonly Spell[]): SpellId | null {
  return spells.find(({ id, name }) => id === idOf(label) || name === label)?.id ?? null;
}

function checkTaught(casts: readonly RecordedCast[], spells: readonly Spell[]): void {
  const missing = new Set(
    casts.filter((cast) => spellOf(cast, spells) === null).map(({ label }) => label ?? 'no label'),
  );
  if (missing.size > 0)
    throw new UsageError(
      `the room's book lacks ${[...missing].join(', ')}: pass a moderator's key as --token to add them`,
    );
}
