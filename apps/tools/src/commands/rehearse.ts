import { seeded } from '@wandcast/gesture';
import { runCommand } from '../cli/command.js';
import { numberFlag } from '../cli/number-flag.js';
import { UsageError } from '../cli/usage-error.js';
import { arrivalTimes, defaultArrivalSeconds } from '../rehearse/arrival-times.js';
import { newRehearsalStats } from '../rehearse/rehearsal-stats.js';
import { sleepOrAbort, watchShutdown } from '../rehearse/shutdown.js';
import { SimulatedWizard } from '../rehearse/simulated-wizard.js';
import { findRoom } from '../room-client/join-room.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';

const usage = `npm run rehearse -- --url URL [options]
Simulated wizards that follow the run of show until stopped, as added by npm start -- --rehearse N. They teach requested
spells, play rounds, make mistakes, leave and come back, and know only what a phone shows.
  --url URL      the server, as in http://127.0.0.1:3000
  --code CODE    the room's join code; a server on this machine reveals it if omitted
  --wands 12     number of wizards
  --arrive S     seconds until everyone but the latecomers has joined; depends on the number of wizards if omitted
  --seconds 0    stop after this many seconds; 0 runs until Ctrl-C
  --one-event    stop when the next event begins instead of joining it
  --seed 1       seed of the wizards' personalities and decisions
  --json         one JSON object as the last line`;

const flags = {
  url: { type: 'string' },
  code: { type: 'string' },
  wands: { type: 'string', default: '12' },
  arrive: { type: 'string' },
  seconds: { type: 'string', default: '0' },
  'one-event': { type: 'boolean', default: false },
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
    const arrive = numberFlag('arrive', values.arrive ?? String(defaultArrivalSeconds(wizards)), {
      most: 3_600,
      whole: false,
    });
    const shutdown = watchShutdown();
    const room = await findRoom(values.url, values.code);
    if (seconds > 0) setTimeout(() => { shutdown.finish(); }, seconds * 1000).unref(); // prettier-ignore
    const stats = newRehearsalStats();
    const progressTimer = setInterval(() => {
      progress(`rehearse: ${stats.came - stats.left} of ${wizards} wizards present, ${stats.stored} casts stored`);
    }, 250);
    let refusal = undefined as UsageError | undefined;
    const attendAll = async (ms: number, n: number): Promise<void> => {
      await sleepOrAbort(ms, shutdown.finishing);
      const random = seeded(seed * 10_007 + n);
      for (let code: string | undefined = room.code; code !== undefined && !shutdown.finishing.aborted;)
        try {
          const wizard: SimulatedWizard = new SimulatedWizard(
            { ...room, code },
            simulatedProfile(n),
            random,
            stats,
            shutdown,
          );
          const nextCode: string | undefined = await wizard.attend();
          code = values['one-event'] ? undefined : nextCode;
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          if (!shutdown.leaving.aborted) stats.turnedAway++;
          refusal = error;
          return;
        }
    };
    await Promise.all(arrivalTimes(wizards, arrive, seeded(seed)).map(attendAll));
    clearInterval(progressTimer);
    if (stats.came === 0 && refusal !== undefined) throw refusal;
    const { casts, stored, refused, waiting } = stats;
    return { wizards, ...stats, lost: casts - stored - refused - (shutdown.leaving.aborted ? waiting : 0) };
  },
  report: ({ wizards, came, casts, stored, lost, taught, recognized }) =>
    `${came} of ${wizards} wizards made ${casts} casts: ${stored} stored, ${lost} lost; ` +
    `${taught} were taught, ${recognized} of the others recognized`,
});
