import { expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';

const room = openRoom();

test('[C14] a room that casts without a press is trained for it', { timeout: 180_000 }, async () => {
  const { client } = room;
  const cast = client.state.runOfShow.steps.find((step) => step.kind === 'cast');
  if (cast === undefined) throw new Error('the plan has no step for casting');
  const { id, kind, title, seconds, spell, challenge } = cast;
  await client.ask('step:edit', { stepId: id, step: { kind, title, seconds, spell, challenge, freeCasting: true } });
  const trained = client.waitForMessage('model:changed', (model) => model?.spottingThreshold !== undefined);
  await client.ask('spell:remove', { spellId: client.state.model?.spells.at(-1) });
  const model = await trained;
  expect(model?.spottingThreshold).toBeGreaterThanOrEqual(model?.threshold ?? 1);
});
