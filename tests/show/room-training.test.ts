import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { castLine } from '@wandcast/gesture';
import type { ModelInfo, Readiness, TrainingProgress } from '@wandcast/protocol';
import { DtwClassifier, Predictor, trainInProcess, type LabeledCast } from '@wandcast/recognition';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openConsole } from '../support/console-client.js';
import { recordings } from '../support/recordings.js';
import {
  ownerOf,
  removeFolder,
  runCommandProcess,
  startServerProcess,
  temporaryFolder,
  type ServerProcess,
} from '../support/server-process.js';

let folder: string;
let server: ServerProcess;
beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startServerProcess(folder, await freePort());
});
afterEach(async () => {
  await server.end('SIGINT');
  await removeFolder(folder);
});

const unseenUsers = ['8', '9', '10'];

/**
 * Removes untaught spells from the spellbook, starts a training as the console does, and waits until the best model is
 * active. Cancels the comparison with the baselines.
 */
async function trainInConsole(token: string, taught: number): Promise<ModelInfo | null> {
  const client = await openConsole({ url: server.url, owner: token });
  try {
    const areAllCounted = (all: readonly Readiness[]): boolean =>
      all.reduce((sum, { casts }) => sum + casts, 0) === taught;
    let { readiness } = client.state;
    while (!areAllCounted(readiness)) {
      const again = await openConsole({ url: server.url, owner: token }); // the event may have been sent before we listened
      ({ readiness } = again.state);
      again.socket.disconnect();
    }
    for (const { spell, casts } of readiness) if (casts === 0) await client.ask('spell:remove', { spellId: spell });
    const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'auto' });
    const comparing = client.waitForMessage(
      'training:progressed',
      (now) => now?.id === id && now.stage === 'comparing',
    );
    const ended = await Promise.race([comparing.then(() => null), client.trainingEnd(id)]);
    if (ended !== null) throw new Error(ended.failure?.message ?? 'the training ended before the comparison');
    await client.refusal('training:cancel', { trainingId: id }); // the comparison may have ended
    const after = await openConsole({ url: server.url, owner: token });
    after.socket.disconnect();
    return after.state.model;
  } finally {
    client.socket.disconnect();
  }
}

async function accuracyOf(kind: 'cnn2018', taught: LabeledCast[], tested: LabeledCast[]): Promise<number> {
  const spells = [...new Set(taught.map(({ label }) => label))].sort();
  const predictor = await Predictor.start({ engine: 'auto' });
  try {
    await predictor.load(
      (await trainInProcess({ casts: taught }, { kind, spells, seed: 1, engine: 'auto', live: false })).artifact,
    );
    const rows = await predictor.predict(
      tested.map(({ signal }) => signal),
      'whole',
    );
    const right = rows.filter((row, i) => spells[row.indexOf(Math.max(...row))] === tested[i]?.label);
    return right.length / tested.length;
  } finally {
    await predictor.stop();
  }
}

test.each(recordings)(
  'a model trained on casts of $name sent through sockets recognizes unseen people',
  async ({ read, isReal }) => {
    const casts = read().filter((_, i) => !isReal || i % 2 === 0);
    const floor = isReal ? 0.88 : 0.9;
    const file = path.join(folder, 'room.ndjson');
    await writeFile(file, casts.map(castLine).join('\n'));
    const token = await ownerOf(server);
    const base = [file, '--url', server.url, '--speed', '0', '--json'];

    const teach = await runCommandProcess('replay', [
      ...base,
      '--intent',
      'teach',
      '--token',
      token,
      '--except',
      unseenUsers.join(','),
    ]);
    const taught = casts.filter(({ user }) => !unseenUsers.includes(user)) as LabeledCast[];
    expect(teach.json()).toMatchObject({ stored: taught.length, lost: 0, duplicates: 0 });

    const model = await trainInConsole(token, taught.length);
    expect(model).toMatchObject({ trainedOn: expect.stringContaining(`${taught.length} casts of 7 people`) as string });
    const ask = await runCommandProcess('replay', [...base, '--only', unseenUsers.join(',')]);
    const tested = casts.filter(({ user }) => unseenUsers.includes(user)) as LabeledCast[];
    const { accuracy, stored } = ask.json() as { accuracy: number; stored: number };
    expect(stored).toBe(tested.length);

    const nearest = new DtwClassifier(taught);
    const knnDtw = tested.filter(({ signal, label }) => nearest.label(signal) === label).length / tested.length;
    const cnn2018 = await accuracyOf('cnn2018', taught, tested);
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    console.log(
      `learn: ${taught.length} casts of 7 people taught, ${tested.length} of 3 others tested: ` +
        `ours ${percent(accuracy)} (fizzles counted as wrong), 1-NN DTW ${percent(knnDtw)}, the 2018 network ${percent(cnn2018)}`,
    );
    expect(accuracy).toBeGreaterThan(floor);
    expect(accuracy).toBeGreaterThan(cnn2018);
  },
);
