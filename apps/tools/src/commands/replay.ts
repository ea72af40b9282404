import type { RecordedCast } from '@wandcast/gesture';
import type { Intent } from '@wandcast/protocol';
import { UsageError, numberFlag, onlyFile, runCommand } from '../cli/command.js';
import { createSpells } from '../room-client/create-spells.js';
import { readCasts } from '../input-files/read-casts.js';
import { perform } from '../room-client/perform-cast.js';
import { deal } from '../replay/assign-casts.js';
import { playSession } from '../replay/play-session.js';
import { checkTaught, intentOf, saidOf, spellOf } from '../replay/recorded-intent.js';
import { planSession, type SessionPlan } from '../replay/session-plan.js';
import { heardAsThen, summed, type Played } from '../replay/replay-summary.js';
import { findRoom, joinRoom, type JoinedWand } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';

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
  --as-recorded      a whole session as a server exported it: people come, teach and cast when they did
  --longest-pause 20 seconds that a pause of a session lasts at most
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
  'as-recorded': { type: 'boolean', default: false },
  'longest-pause': { type: 'string', default: '20' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, files, progress }) {
    const file = onlyFile(files);
    if (values.url === undefined) throw new UsageError('--url is needed (see --help)');
    const intent = parseIntent(values.intent);
    const wands = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const speed = numberFlag('speed', values.speed, { most: 1_000, whole: false });
    const longest = numberFlag('longest-pause', values['longest-pause'], { most: 86_400, whole: false });
    const all = await readCasts(file);
    const casts = all.filter(({ user }) => listed(values.only, user, true) && !listed(values.except, user, false));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of these people`);
    const plan = values['as-recorded'] ? planOf(file, casts, longest, speed) : undefined;
    const room = await findRoom(values.url, values.code);
    const lessons =
      plan === undefined
        ? casts.filter(() => intent === 'teach').map(({ label }) => label)
        : casts.filter((cast) => intentOf(cast, intent) === 'teach').map(saidOf);
    if (lessons.length > 0 && values.token !== undefined)
      await createSpells(
        room.url,
        values.token,
        lessons.filter((label) => label !== null),
      );

    const joined: JoinedWand[] = [];
    try {
      if (plan !== undefined) {
        const length = clock(plan.lengthMs);
        const tell = (count: number, ms: number): void => {
          progress(`replay: ${count} of ${casts.length} casts, ${clock(ms)} of ${length}`);
        };
        const session = await playSession(room, plan, { speed, intent, joined, progress: tell });
        const people = plan.arrivals.length;
        const seconds = Math.round(plan.lengthMs / 1000);
        return { ...(await summed(session, joined)), people, seconds, heardAsThen: heardAsThen(session, joined) };
      }
      const decks = deal(casts, wands);
      joined.push(
        ...(await Promise.all(decks.map(({ user, key }, i) => joinRoom(room, simulatedProfile(i, user), { key })))),
      );
      const spells = joined[0]?.welcome.spells ?? [];
      checkTaught(lessons, spells);
      const played: Played[] = [];
      const playDeck = async (deck: readonly RecordedCast[], { wand }: JoinedWand): Promise<void> => {
        for (const cast of deck) {
          const how = { intent, spell: spellOf(cast.label, spells), source: 'simulated', speed } as const;
          played.push({ cast, outcome: await perform(wand, cast.signal, how) });
          progress(`replay: ${played.length} of ${casts.length} casts`);
        }
      };
      await Promise.all(joined.map((wand, i) => playDeck(decks[i]?.casts ?? [], wand)));
      return await summed(played, joined);
    } finally {
      for (const { wand } of joined) wand.leave();
    }
  },
  report: (r) =>
    `${r.sent} casts sent, ${r.stored} stored, ${r.lost} lost, ${r.duplicates} duplicates, ${r.refused} refused\n` +
    `recognized ${r.correct} of ${r.stored} (${(100 * r.accuracy).toFixed(1)} %)\n` +
    `acknowledged after ${r.ackMs.p50 ?? '-'} ms (p50), ${r.ackMs.p99 ?? '-'} ms (p99)`,
});

function planOf(file: string, casts: readonly RecordedCast[], longest: number, speed: number): SessionPlan {
  try {
    return planSession(casts, { longestPauseMs: 1000 * longest, speed });
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}, as an export of a server does ("at")`);
  }
}

/** Minutes and seconds, as in 2:05. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function parseIntent(text: string): Intent {
  if (text !== 'teach' && text !== 'cast') throw new UsageError(`--intent must be teach or cast, not "${text}"`);
  return text;
}

function listed(list: string | undefined, user: string, otherwise: boolean): boolean {
  return list === undefined ? otherwise : list.split(',').includes(user);
}
