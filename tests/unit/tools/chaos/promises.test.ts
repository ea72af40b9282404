import { expect, test } from 'vitest';
import { databaseFaults } from '../../../../apps/tools/src/chaos/faults/database-faults.js';
import { apiFaults } from '../../../../apps/tools/src/chaos/faults/api-faults.js';
import { diskFaults } from '../../../../apps/tools/src/chaos/faults/disk-faults.js';
import type { Fault } from '../../../../apps/tools/src/chaos/faults/fault.js';
import { missedPromises } from '../../../../apps/tools/src/chaos/promises.js';
import type { Recovery } from '../../../../apps/tools/src/chaos/recovery.js';

const faults = [...apiFaults, ...databaseFaults, ...diskFaults];
function faultOf(name: string): Fault {
  const fault = faults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`no fault ${name}`);
  return fault;
}
const after = (name: string, seen: Omit<Partial<Recovery>, 'fault'>): Recovery => ({
  ...{ recoveredMs: 900, joinedMs: 900, backMs: 900, ...seen },
  fault: faultOf(name),
});

test('a room that came back in time has kept every promise', () => {
  const recoveries = [
    after('kill-server', { recoveredMs: 9_900 }),
    after('kill-postmaster', { recoveredMs: 4_900, reported: true }),
    after('full-disk', { recoveredMs: 100, reported: true }),
    ...Array.from({ length: 3 }, () => after('kill-connection', {})),
  ];
  expect(missedPromises(recoveries)).toEqual([]);
  expect(missedPromises([])).toEqual([]);
});

test('each promise that was not kept is named, with the fault and the time', () => {
  const recoveries = [
    after('kill-server', { recoveredMs: 10_100.4 }),
    after('kill-postmaster', { recoveredMs: 5_100, reported: false }),
    after('full-disk', { recoveredMs: 5_200, reported: true }),
  ];
  expect(missedPromises(recoveries)).toEqual([
    'casting again (p50) after 5200 ms instead of 2000',
    'kill-server: casting again after 10100 ms instead of 10000',
    'kill-postmaster: casting again after 5100 ms instead of 5000',
    'kill-postmaster: /health never said 503',
    'full-disk: casting again after 5200 ms instead of 5000',
  ]);
});
