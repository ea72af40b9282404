import { runCommand } from '../cli/command.js';
import { listFlag } from '../cli/list-flag.js';
import { numberFlag } from '../cli/number-flag.js';
import { UsageError } from '../cli/usage-error.js';
import { withEnvironment } from '../environment/with-environment.js';
import { areWithstood, attacksReport, type AttacksResult } from '../fuzz/attacks/attack-result.js';
import { attackNames } from '../fuzz/attacks/attacks.js';
import { runAttacks } from '../fuzz/attacks/run-attacks.js';
import { isClean, runFuzz, type FuzzResult } from '../fuzz/run-fuzz.js';

const usage = `npm run fuzz -- [options]
Starts a server of its own and sends it hostile and malformed traffic on every entrance, beside wands that cast: every
declared message and route in every role, valid and damaged, broken packets and handshakes, damaged files, and the
hostile crowds of floods, slow readers and halls. Fails if the server crashes, answers "internal", answers someone who
may not ask, tells a secret, or loses an acknowledged cast.
  --messages 20000   number of messages; with --seconds, by default as many as are sent in that time
  --seed 1           the same seed and index make the same message, but for ids that the server makes
  --from 0           index of the first message, to repeat what failed
  --warm-up 2000     messages before memory and blocks of the main thread are measured, by default a tenth, at most
                     20,000 and a tenth of --seconds
  --seconds 7200     stops after this time, although not all messages are sent
  --wands 3          wands that cast beside it, about 30 times a second together at most
  --json             one JSON object as the last line

With --attacks, lets a room cast beside one attack after another, each from a process of its own, and compares how long
acknowledgements take before and during it. Fails if a cast is lost or refused, if the p99 is above 50 ms and more than
three times what it was, if the server's memory is not back within 60 s, or if the server crashes.
  --attacks          instead of messages
  --only NAMES       attacks to choose from, separated by commas: ${attackNames.join(', ')}
  --wands 50         wands that cast beside them
  --seconds 10       how long the room is measured before and during each attack

unhandled     errors that nothing in the server handled
internal      failures "internal" and HTTP 5xx, except a busy server's 503
unauthorised  successes of a role that the declaration does not allow
leaked        answers with secrets, or with what others wrote, to those who may not see them
undefended    crowds that the server should have closed
rssByMinute   memory while the server works, after garbage collection, once a minute after the warm-up, MB
slowest       longest time that the server's main thread was busy without a pause, ms, without waiting for a processor`;

/** No drive sends as many. */
const MOST_MESSAGES = 100_000_000;

const flags = {
  messages: { type: 'string' },
  seed: { type: 'string', default: '1' },
  from: { type: 'string', default: '0' },
  'warm-up': { type: 'string' },
  seconds: { type: 'string' },
  attacks: { type: 'boolean' },
  only: { type: 'string' },
  wands: { type: 'string' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }): Promise<FuzzResult | AttacksResult> {
    const seed = numberFlag('seed', values.seed);
    if (values.attacks === true) {
      const options = {
        only: listFlag(values.only),
        wands: numberFlag('wands', values.wands ?? '50', { least: 1, most: 1_000 }),
        seconds: numberFlag('seconds', values.seconds ?? '10', { least: 1, most: 3_600 }),
        seed,
      };
      const result = await withEnvironment('fuzz', progress, (environment) => runAttacks(environment, options));
      if (!areWithstood(result)) process.exitCode = 1;
      return result;
    }
    if (values.only !== undefined) throw new UsageError('--only belongs to --attacks');
    const some = values.seconds === undefined ? '20000' : String(MOST_MESSAGES);
    const messages = numberFlag('messages', values.messages ?? some, { least: 1, most: MOST_MESSAGES });
    const options = {
      messages,
      seed,
      from: numberFlag('from', values.from),
      warmUp: numberFlag('warm-up', values['warm-up'] ?? String(Math.min(20_000, Math.floor(messages / 10)))),
      seconds: numberFlag('seconds', values.seconds ?? '7200', { least: 1, most: 86_400 }),
      wands: numberFlag('wands', values.wands ?? '3', { least: 1, most: 1_000 }),
    };
    const result = await withEnvironment('fuzz', progress, (environment) => runFuzz(environment, options));
    if (!isClean(result)) process.exitCode = 1;
    return result;
  },
  report: (result) => ('attacks' in result ? attacksReport(result) : report(result)),
});
process.exit(); // after Ctrl-C, a wand's timer of half a minute would keep this process alive

function report(result: FuzzResult): string {
  const { messages, answered, succeeded, seconds, good, findings } = result;
  return [
    `${messages} messages in ${seconds} s: ${answered} answered, ${succeeded} with success`,
    `${result.crashes} crashes, ${result.unhandled} unhandled errors, ${result.internal} internal failures, ` +
      `${result.unauthorised} unauthorised, ${result.leaked} leaked, ${result.undefended} undefended`,
    `main thread busy for ${result.slowest} ms at most; ${result.rssStart} MB at the start, ${result.rssEnd} MB at the end`,
    `${good.casts} good casts beside it: ${good.lost} lost, ${good.refused} refused, acknowledged after ` +
      `${good.ackMs.p50} ms (p50), ${good.ackMs.max} ms (max)`,
    ...findings.map(({ kind, index, what, detail }) => `${kind} at ${index ?? '-'}: ${what}: ${detail}`),
  ].join('\n');
}
