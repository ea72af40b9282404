import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlyph, seeded, simulateCast, simulatePerson } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { UsageError, numberFlag, runCommand } from './command.js';
import { perform } from './recorded-wand.js';
import { findRoom, joinRoom, type JoinedWand } from './room.js';
import { simulatedProfile } from './simulated-profile.js';

const usage = `npm run rehearse -- --url URL [options]
Simulated wizards that join a room and cast its spells until stopped: what npm start -- --rehearse N adds.
  --url URL     the server, as in http://127.0.0.1:3000
  --code CODE   the room's join code; asked of a server on this machine where left out
  --wands 12    how many wizards
  --seconds 0   stops by itself after so many seconds; 0 goes on until Ctrl-C
  --seed 1      another seed, other wizards
  --json        one JSON object as the last line`;

/** Wizards join one after another, ms apart, as people do; a cast follows the last after a pause of this range, ms. */
const JOIN_EVERY_MS = 20;
const PAUSE_MS = { least: 1_500, most: 9_000 };

const flags = {
  url: { type: 'string' },
  code: { type: 'string' },
  wands: { type: 'string', default: '12' },
  seconds: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
} as const;

/** Time is up: begin no more casts. */
const resting = new AbortController();
/** Someone wants us gone: drop what is in the air. */
const leaving = new AbortController();
setMaxListeners(Infinity, resting.signal, leaving.signal); // every wizard waits on both
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    resting.abort();
    leaving.abort();
  });
const left = new Promise<void>((resolve) => {
  leaving.signal.addEventListener('abort', () => {
    resolve();
  });
});

/** What the whole room did. */
interface Tally {
  casts: number;
  stored: number;
  recognised: number;
}

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    if (values.url === undefined) throw new UsageError('--url is needed (see --help)');
    const count = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const seconds = numberFlag('seconds', values.seconds, { most: 86_400 });
    const seed = numberFlag('seed', values.seed);
    const room = await findRoom(values.url, values.code);
    const timer = seconds === 0 ? undefined : setTimeout(() => { resting.abort(); }, seconds * 1000); // prettier-ignore
    const tally: Tally = { casts: 0, stored: 0, recognised: 0 };
    const wizards = Array.from({ length: count }, async (_, n) => {
      await pause(n * JOIN_EVERY_MS);
      if (resting.signal.aborted) return;
      const random = seeded(seed * 10_007 + n);
      for (let code: string | undefined = room.code; code !== undefined;) {
        const joined = await joinRoom({ ...room, code }, simulatedProfile(n));
        try {
          code = await castAway(joined, random, tally, () => {
            progress(`rehearse: ${count} wizards, ${tally.stored} casts stored`);
          });
        } finally {
          joined.wand.leave();
        }
      }
    });
    await Promise.all(wizards);
    clearTimeout(timer);
    return { wizards: count, ...tally, lost: leaving.signal.aborted ? 0 : tally.casts - tally.stored };
  },
  report: ({ wizards, casts, stored, recognised, lost }) =>
    `${wizards} wizards made ${casts} casts: ${stored} stored, ${lost} lost, ${recognised} recognised`,
});

/** One simulated person: a spell, a pause, another spell. @returns the code of the next event, once this one is over */
async function castAway(
  { wand, welcome }: JoinedWand,
  random: () => number,
  tally: Tally,
  tell: () => void,
): Promise<string | undefined> {
  const person = simulatePerson(random);
  for (;;) {
    await pause(PAUSE_MS.least + random() * (PAUSE_MS.most - PAUSE_MS.least));
    const { spells } = wand.state.kind === 'joined' ? wand.state.welcome : welcome;
    const drawn = spells.filter((one): one is Spell & { glyph: string } => one.glyph !== null);
    const spell = drawn[Math.floor(random() * drawn.length)];
    if (resting.signal.aborted) return undefined;
    if (wand.state.kind === 'over') return wand.state.next.code;
    if (spell === undefined) continue; // a blank book
    const signal = simulateCast(parseGlyph(spell.glyph), person, random);
    const cast = perform(wand, signal, { intent: 'cast', spell: spell.id, source: 'simulated', speed: 1 });
    tally.casts++;
    const outcome = await Promise.race([cast, left]);
    if (outcome === undefined) return undefined;
    if (outcome.kind === 'stored') {
      tally.stored++;
      if (outcome.stored.recognition?.spell === spell.id) tally.recognised++;
    }
    tell();
  }
}

function pause(ms: number): Promise<void> {
  return sleep(ms, undefined, { signal: resting.signal }).catch(() => undefined);
}
