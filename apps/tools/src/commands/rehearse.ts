import { seeded } from '@wandcast/gesture';
import { UsageError, numberFlag, runCommand } from '../cli/command.js';
import { arrivals, usualArrival } from '../rehearse/arrival-times.js';
import { heedEnds, pause } from '../rehearse/shutdown.js';
import { newTally } from '../rehearse/rehearsal-stats.js';
import { Wizard } from '../rehearse/simulated-wizard.js';
import { findRoom } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';

const usage = `npm run rehearse -- --url URL [options]
Simulated wizards that follow the run of show until stopped: what npm start -- --rehearse N adds. They teach what is asked
for, answer rounds, make mistakes, leave and come back, and know nothing but what a phone is told.
  --url URL      the server, as in http://127.0.0.1:3000
  --code CODE    the room's join code; asked of a server on this machine where left out
  --wands 12     how many wizards
  --arrive S     seconds until they are there, but for latecomers; more for a larger crowd where left out
  --seconds 0    stops by itself after so many seconds; 0 goes on until Ctrl-C
  --one-evening  stops when the next evening begins, in place of going there
  --seed 1       another seed, other wizards
  --json         one JSON object as the last line`;

const flags = {
  url: { type: 'string' },
  code: { type: 'string' },
  wands: { type: 'string', default: '12' },
  arrive: { type: 'string' },
  seconds: { type: 'string', default: '0' },
  'one-evening': { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    if (values.url === undefined) throw new UsageError('--url is needed (see --help)');
    const wizards = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const seconds = numberFlag('seconds', values.seconds, { most: 86_400 });
    const seed = numberFlag('seed', values.seed);
    const arrive = numberFlag('arrive', values.arrive ?? String(usualArrival(wizards)), { most: 3_600, whole: false });
    const ends = heedEnds();
    const room = await findRoom(values.url, values.code);
    if (seconds > 0) setTimeout(() => { ends.rest(); }, seconds * 1000).unref(); // prettier-ignore
    const tally = newTally();
    const teller = setInterval(() => {
      progress(`rehearse: ${tally.came - tally.left} of ${wizards} wizards here, ${tally.stored} casts stored`);
    }, 250);
    let refusal: unknown;
    const evenings = arrivals(wizards, arrive, seeded(seed)).map(async (ms, n) => {
      await pause(ms, ends.resting);
      const random = seeded(seed * 10_007 + n);
      for (let code: string | undefined = room.code; code !== undefined && !ends.resting.aborted;)
        try {
          const next = await new Wizard({ ...room, code }, simulatedProfile(n), random, tally, ends).attend();
          code = values['one-evening'] ? undefined : next;
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          if (!ends.leaving.aborted) tally.turnedAway++;
          refusal = error;
          return;
        }
    });
    await Promise.all(evenings);
    clearInterval(teller);
    if (tally.came === 0 && refusal !== undefined) throw refusal as UsageError;
    const { casts, stored, refused, waiting } = tally;
    return { wizards, ...tally, lost: casts - stored - refused - (ends.leaving.aborted ? waiting : 0) };
  },
  report: ({ wizards, came, casts, stored, lost, taught, recognized }) =>
    `${came} of ${wizards} wizards made ${casts} casts: ${stored} stored, ${lost} lost; ` +
    `${taught} were lessons, ${recognized} of the others recognized`,
});
