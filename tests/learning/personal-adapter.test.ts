import { PersonalAdapter, argmax, sharedView, usersOf, type ConfirmedCast } from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordings } from '../support/recordings.js';

beforeAll(async () => {
  await startEngine('auto');
});

/** A model that met two people, so that it makes errors, and its output for the casts of all others. */
async function viewsOfOthers(casts: ReturnType<(typeof recordings)[number]['read']>) {
  const spells = [...new Set(casts.map(({ label }) => label))].sort();
  const [first, second] = usersOf(casts);
  const isKnown = ({ user }: { user: string }): boolean => user === first || user === second;
  const { artifact } = await train(
    { casts: casts.filter(isKnown) },
    { kind: 'rocket', spells, seed: 1, measure: false, live: false },
  );
  const model = await loadModel(artifact);
  const others = casts.filter((cast) => !isKnown(cast));
  const rows = model.personal(others.map(({ signal }) => signal));
  model.dispose();
  return others.flatMap(({ user, label }, i): (ConfirmedCast & { user: string })[] => {
    const view = sharedView(rows[i] ?? []);
    return view === undefined ? [] : [{ ...view, user, spell: spells.indexOf(label) }];
  });
}

describe.each(recordings)('an adapter for $name', ({ read }) => {
  test('lowers the errors on their other casts, and raises nobody’s by more than one cast', async () => {
    const views = await viewsOfOthers(read());
    const users = [...new Set(views.map(({ user }) => user))];
    const errors = users.map((user) => {
      const own = views.filter((view) => view.user === user);
      const placeOf = (cast: ConfirmedCast): number =>
        own.filter(({ spell }) => spell === cast.spell).findIndex((one) => one === cast);
      const adapter = PersonalAdapter.fit(own.filter((cast) => placeOf(cast) % 2 === 0));
      const rest = own.filter((cast) => placeOf(cast) % 2 === 1);
      return {
        before: rest.filter((cast) => argmax(cast.probabilities) !== cast.spell).length,
        after: rest.filter((cast) => argmax(adapter.adapt(cast).probabilities) !== cast.spell).length,
      };
    });
    const sumOf = (pick: (one: (typeof errors)[number]) => number): number =>
      errors.reduce((sum, one) => sum + pick(one), 0);
    expect(sumOf(({ before }) => before)).toBeGreaterThan(0);
    expect(sumOf(({ after }) => after)).toBeLessThan(0.8 * sumOf(({ before }) => before));
    for (const { before, after } of errors) expect(after).toBeLessThanOrEqual(before + 1);
  });
});
