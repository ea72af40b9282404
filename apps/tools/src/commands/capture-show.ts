import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { captureShow, type CapturedShow } from '../capture/capture-show.js';
import { showScenes } from '../capture/show-scenes.js';
import { listFlag } from '../cli/list-flag.js';
import { runCommand } from '../cli/command.js';
import { numberFlag } from '../cli/number-flag.js';
import { UsageError } from '../cli/usage-error.js';

const usage = `npm run capture:show -- [options]
Runs a whole show on a new server with an empty database: simulated wizards, the stage, and one phone with real motion
events, from the lobby to the thanks. Saves a picture of stage and phone every second and measures it: texts that
overlap or are cut, seals off the center of their ring, and what axe finds. Fails if it finds anything. Needs Chromium.
  --out FOLDER      for the pictures; a new temporary folder by default
  --wizards 30      number of simulated wizards
  --seconds 6       length of each round
  --stage 1920x1080 size of the stage
  --only A,B        films only these steps, as in lobby,round-duel,podium
  --json            one JSON object as the last line`;

await runCommand({
  usage,
  flags: {
    out: { type: 'string' },
    wizards: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '6' },
    stage: { type: 'string', default: '1920x1080' },
    only: { type: 'string' },
  },
  async run({ values, progress }): Promise<CapturedShow> {
    const [, width, height] = /^(\d+)x(\d+)$/.exec(values.stage) ?? [];
    if (width === undefined || height === undefined) throw new UsageError('--stage must be like 1920x1080');
    const show = await captureShow(
      {
        folder: path.resolve(values.out ?? mkdtempSync(path.join(tmpdir(), 'wandcast-show-'))),
        wizards: numberFlag('wizards', values.wizards, { least: 2, most: 1_000 }),
        roundSeconds: numberFlag('seconds', values.seconds, { least: 3, most: 60 }),
        stageSize: { width: Number(width), height: Number(height) },
        only: sceneNames(listFlag(values.only)),
      },
      progress,
    );
    if (show.problems.length > 0) process.exitCode = 1;
    return show;
  },
  report: ({ folder, frames, seconds, problems }) =>
    [
      `${frames} pictures in ${folder}, taken in ${seconds} s; ${problems.length} problems`,
      ...problems.map(({ frame, problem }) => `${frame}: ${problem}`),
    ].join('\n'),
});

/** @throws UsageError for a name that no step has */
function sceneNames(names: readonly string[]): readonly string[] {
  const known = showScenes(0).map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`--only: no step is named ${unknown.join(', ')}; use ${known.join(', ')}`);
  return names;
}
