import type { RecordedCast } from '@wandcast/gesture';
import type { Intent } from '@wandcast/protocol';
import { runCommand } from '../cli/command.js';
import { listFlag } from '../cli/list-flag.js';
import { numberFlag } from '../cli/number-flag.js';
import { onlyFile } from '../cli/only-file.js';
import { UsageError } from '../cli/usage-error.js';
import { percentText } from '../figures/percent-text.js';
import { createSpells } from '../room-client/create-spells.js';
import { readCasts } from '../input-files/read-casts.js';
import { performCast } from '../room-client/perform-cast.js';
import { assignCasts } from '../replay/assign-casts.js';
import { playSession } from '../replay/play-session.js';
import { findSpellId, intentOf, requireSpells, sentLabelOf } from '../replay/recorded-intent.js';
import { planSession, type SessionPlan } from '../replay/session-plan.js';
import { countRecognizedAsRecorded, summarizeReplay, type ReplayedCast } from '../replay/replay-summary.js';
import { findRoom, joinRoom, type JoinedWand } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';

const usage = `npm run replay -- FILE --url URL [options]
Sends recorded casts (NDJSON, NDJSON.gz or tidy CSV) through real sockets at their recorded pace.
  --url URL          the server, as in http://127.0.0.1:3000
  --code CODE        the room's join code; a server on this machine reveals it if omitted
  --wands 20         minimum number of phones; every person gets at least one
  --speed 1          1 is real time, 10 is ten times as fast, 0 is as fast as possible
  --intent cast      teach or cast
  --only A,B         only the casts of these people
  --except A,B       all casts except those of these people
  --token KEY        a moderator's key (console, Team), to add spells that the book lacks
  --as-recorded      replay a whole session exported by a server: people join, teach and cast when they did
  --longest-pause 20 longest pause within a session, in seconds
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
    const longestPause = numberFlag('longest-pause', values['longest-pause'], { most: 86_400, whole: false });
    const recorded = await readCasts(file);
    const ids = new Set(recorded.map(({ id }) => id));
    const all = recorded.filter(({ metadata }) => !ids.has(metadata?.original ?? '')); // as people cast
    const [only, except] = [values.only === undefined ? undefined : listFlag(values.only), listFlag(values.except)];
    const casts = all.filter(({ user }) => only?.includes(user) !== false && !except.includes(user));
    if (casts.length === 0) throw new UsageError(`${file} has no cast of these people`);
    const plan = values['as-recorded'] ? planFor(file, casts, longestPause, speed) : undefined;
    const room = await findRoom(values.url, values.code);
    const taught =
      plan === undefined
        ? casts.filter(() => intent === 'teach').map(({ label }) => label)
        : casts.filter((cast) => intentOf(cast, intent) === 'teach').map(sentLabelOf);
    if (taught.length > 0 && values.token !== undefined)
      await createSpells(
        room.url,
        values.token,
        taught.filter((label) => label !== null),
      );

    const joined: JoinedWand[] = [];
    try {
      if (plan !== undefined) {
        const length = clock(plan.lengthMs);
        const onProgress = (count: number, ms: number): void => {
          progress(`replay: ${count} of ${casts.length} casts, ${clock(ms)} of ${length}`);
        };
        const replayed = await playSession(room, plan, { speed, intent, joined, progress: onProgress });
        return {
          ...(await summarizeReplay(replayed, joined)),
          people: plan.arrivals.length,
          seconds: Math.round(plan.lengthMs / 1000),
          heardAsThen: countRecognizedAsRecorded(replayed, joined),
        };
      }
      const phones = assignCasts(casts, wands);
      joined.push(
        ...(await Promise.all(phones.map(({ user, key }, i) => joinRoom(room, simulatedProfile(i, user), { key })))),
      );
      const spells = joined[0]?.welcome.spells ?? [];
      requireSpells(taught, spells);
      const replayed: ReplayedCast[] = [];
      const playPhone = async (own: readonly RecordedCast[], { wand }: JoinedWand): Promise<void> => {
        for (const cast of own) {
          const options = { intent, spell: findSpellId(cast.label, spells), source: 'replayed', speed } as const;
          replayed.push({ cast, result: await performCast(wand, cast.signal, options) });
          progress(`replay: ${replayed.length} of ${casts.length} casts`);
        }
      };
      await Promise.all(joined.map((wand, i) => playPhone(phones[i]?.casts ?? [], wand)));
      return await summarizeReplay(replayed, joined);
    } finally {
      for (const { wand } of joined) wand.leave();
    }
  },
  report: (r) =>
    `${r.sent} casts sent, ${r.stored} stored, ${r.lost} lost, ${r.duplicates} duplicates, ${r.refused} refused\n` +
    `recognized ${r.correct} of ${r.stored} (${percentText(r.accuracy)})\n` +
    `acknowledged after ${r.ackMs.p50 ?? '-'} ms (p50), ${r.ackMs.p99 ?? '-'} ms (p99)`,
});

function planFor(file: string, casts: readonly RecordedCast[], longestPause: number, speed: number): SessionPlan {
  try {
    return planSession(casts, { longestPauseMs: 1000 * longestPause, speed });
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}; --as-recorded needs the "at" of a server's export`);
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
