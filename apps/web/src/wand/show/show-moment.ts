import type { EventInfo, Round, SpellId } from '@wandcast/protocol';

/** A moment of the show that has its own page on phones. */
export type ShowMoment = { readonly key: string } & (
  | { readonly kind: 'teach'; readonly spell: SpellId | null }
  | { readonly kind: 'training' | 'leaders' | 'groves' | 'podium' | 'thanks' }
);

/**
 * The moment of the show, from what the stage shows; undefined if phones have no page for it. Its key differs between
 * taught spells and after each round, so that a dismissed moment returns the next time.
 */
export function showMoment(
  { view, teaching }: Pick<EventInfo, 'view' | 'teaching'>,
  round: Pick<Round, 'id'> | null,
): ShowMoment | undefined {
  const after = round?.id ?? 'start';
  switch (view) {
    case 'teach':
      return { kind: view, key: `${view}:${teaching ?? ''}:${after}`, spell: teaching };
    case 'training':
    case 'leaders':
    case 'groves':
    case 'podium':
    case 'thanks':
      return { kind: view, key: `${view}:${after}` };
    case 'lobby':
    case 'live':
    case 'round':
    case 'note':
      return undefined;
  }
}
