import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlyph, seeded, simulateCast, simulatePerson } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { UsageError, numberFlag, runCommand } from './command.js';
import { perform } from './recorded-wand.js';
import { findRoom, joinRoom } from './room.js';
import { simulatedProfile } from './simulated-profile.js';

const usage = `node apps/rehearsal/dist/rehearse.js --url URL [--code CODE] [--wands 12] [--seconds 0] [--seed 1]
Simulated wizards that join a room and cast its spells until stopped: what npm start -- --rehearse N adds.
  --seconds 0   stops by itself after so many seconds; 0 goes on until Ctrl-C`;

/** Wizards join one after another, ms apart, as people do; a cast follows the last after a pause of this range, ms. */
const JOIN_EVERY_MS = 60;
const PAUSE_MS = { least: 1_500, most: 9_000 };

const flags = {
  url: { type: 'string' },
  code: { type: 'string' },
  wands: { type: 'string', default: '12' },
  seconds: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
} as const;

const stopping = new AbortController();
setMaxListeners(Infinity, stopping.signal); // every wizard waits on it
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort();
  });

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    if (values.url === undefined) throw new UsageError('--url is needed (see --help)');
    const count = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const seconds = numberFlag('seconds', values.seconds, { most: 86_400 });
    const seed = numberFlag('seed', values.seed);
    const room = await findRoom(values.url, values.code);
    if (seconds > 0)
      AbortSignal.timeout(seconds * 1000).onabort = () => {
        stopping.abort();
      };
    let casts = 0;
    const wizards = Array.from({ length: count }, async (_, n) => {
      await pause(n * JOIN_EVERY_MS);
      if (stopping.signal.aborted) return;
      casts += await wizard(room, n, seeded(seed * 10_007 + n), () => {
        progress(`rehearse: ${count} wizards`);
      });
    });
    await Promise.all(wizards);
    return { wizards: count, casts };
  },
  report: ({ wizards, casts }) => `${wizards} wizards made ${casts} casts`,
});

/** One simulated person, from joining to leaving. @returns casts stored */
async function wizard(
  room: { url: string; code: string },
  n: number,
  random: () => number,
  tell: () => void,
): Promise<number> {
  const { wand, welcome } = await joinRoom(room, simulatedProfile(n));
  const spells = welcome.spells.filter((spell): spell is Spell & { glyph: string } => spell.glyph !== null);
  const person = simulatePerson(random);
  let stored = 0;
  try {
    while (spells.length > 0) {
      await pause(PAUSE_MS.least + random() * (PAUSE_MS.most - PAUSE_MS.least));
      if (stopping.signal.aborted) break;
      const spell = spells[Math.floor(random() * spells.length)];
      if (spell === undefined) break;
      const signal = simulateCast(parseGlyph(spell.glyph), person, random);
      const outcome = await perform(wand, signal, { intent: 'cast', spell: spell.id, source: 'simulated', speed: 1 });
      if (outcome.kind === 'stored') stored++;
      tell();
    }
  } finally {
    wand.leave();
  }
  return stored;
}

function pause(ms: number): Promise<void> {
  return sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
}
