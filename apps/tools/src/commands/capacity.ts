import { planCapacity, type CapacityPlan } from '../capacity/plan-capacity.js';
import { PROFILE_NAMES, type ProfileName } from '../capacity/simulate-uses.js';
import { runCommand } from '../cli/command.js';
import { numberFlag } from '../cli/number-flag.js';
import { percentText } from '../figures/percent-text.js';
import { UsageError } from '../cli/usage-error.js';

const usage = `npm run capacity -- [options]
Simulates a week in which rooms are used, and says what that takes: nodes, processors, memory, network, storage and money.
docs/capacity.md has the measured costs that it uses.
  --rooms 50          number of rooms
  --profile public    when they are used: conference (all at once), school or public
  --uses 5            how often each is used in a week, on average
  --people 30         median of the people in a room
  --spread 0.7        standard deviation of the logarithm of their number; 0 for rooms of equal size
  --minutes 45        duration of a use
  --played 0.3        share of it in which a round is played, with a cast by each person every 6 s
  --core-hour 0.03    price of a processor core for an hour
  --stored-gb 0.1     price of a stored GB in a month
  --sent-gb 0.05      price of a GB to phones and stages
  --seed 1            the same seed gives the same week
  --json              one JSON object as the last line

casts         in the week
peak          most rooms, people and casts a second at the same time
largestRoom   nodes: how many it needs; more than one is more than a node can do
nodes         the fewest that never have more people or casts than they can serve, if a room opens on the least busy one
overWhenHashed   share of people's minutes on a node with more than that, if a hash of the room chose among so many nodes
cores         processor cores in use at the peak, by servers and by PostgreSQL; a node is priced with two`;

const flags = {
  rooms: { type: 'string', default: '50' },
  profile: { type: 'string', default: 'public' },
  uses: { type: 'string', default: '5' },
  people: { type: 'string', default: '30' },
  spread: { type: 'string', default: '0.7' },
  minutes: { type: 'string', default: '45' },
  played: { type: 'string', default: '0.3' },
  'core-hour': { type: 'string', default: '0.03' },
  'stored-gb': { type: 'string', default: '0.1' },
  'sent-gb': { type: 'string', default: '0.05' },
  seed: { type: 'string', default: '1' },
} as const;

await runCommand({
  usage,
  flags,
  run({ values }) {
    const fraction = (name: keyof typeof flags, most: number): number =>
      numberFlag(name, values[name], { most, whole: false });
    const demand = {
      rooms: numberFlag('rooms', values.rooms, { least: 1, most: 100_000 }),
      profile: profileFlag(values.profile),
      usesPerWeek: numberFlag('uses', values.uses, { least: 0.1, most: 50, whole: false }),
      people: numberFlag('people', values.people, { least: 1, most: 1_000_000 }),
      spread: fraction('spread', 2),
      minutes: numberFlag('minutes', values.minutes, { least: 1, most: 1_440 }),
      played: fraction('played', 1),
    };
    const prices = {
      coreHour: fraction('core-hour', 1_000),
      storedGb: fraction('stored-gb', 1_000),
      sentGb: fraction('sent-gb', 1_000),
    };
    return Promise.resolve(planCapacity(demand, prices, numberFlag('seed', values.seed, { most: 0xffff_ffff })));
  },
  report,
});

function profileFlag(text: string): ProfileName {
  const name = PROFILE_NAMES.find((known) => known === text);
  if (name === undefined) throw new UsageError(`--profile must be ${PROFILE_NAMES.join(', ')}, not "${text}"`);
  return name;
}

function report(plan: CapacityPlan): string {
  const { peak, largestRoom, busiestNode } = plan;
  return [
    `${plan.uses} uses and ${plan.casts} casts in a week`,
    `at its peak ${peak.rooms} rooms, ${peak.people} people, ${peak.castsPerSecond} casts a second`,
    `largest room: ${largestRoom.people} people, ${largestRoom.castsPerSecond} casts a second in a round` +
      (largestRoom.nodes === 1 ? '' : `, which is ${largestRoom.nodes} nodes' work, and one node serves a room`),
    `${plan.nodes} nodes; the busiest has ${busiestNode.people} people, ${busiestNode.castsPerSecond} casts a second and ${busiestNode.mb} MB`,
    `if a hash chose the node, people would be on one with too much for ${percentText(plan.overWhenHashed)} of the time`,
    `${plan.cores} cores of servers and ${plan.databaseCores} of PostgreSQL in use at the peak`,
    `${plan.inMbitPerSecond} Mbit/s from phones, ${plan.outMbitPerSecond} Mbit/s to phones and stages`,
    `${plan.storedGbPerMonth} GB stored and ${plan.sentGbPerMonth} GB sent a month`,
    `${plan.pricePerMonth} a month, ${plan.pricePerThousandCasts} for a thousand casts`,
  ].join('\n');
}
