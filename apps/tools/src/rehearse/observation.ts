import {
  roundStage,
  type ParticipantId,
  type RoomNeed,
  type Round,
  type Spell,
  type StageView,
} from '@wandcast/protocol';
import type { SpellId, Welcome } from '@wandcast/protocol';

export type DrawnSpell = Spell & { readonly glyph: string };

/** All that a phone tells its wizard. */
export interface Seen {
  readonly me: ParticipantId;
  readonly view: StageView;
  readonly teaching: SpellId | null;
  /** Those one can see how to cast. */
  readonly spells: readonly DrawnSpell[];
  readonly needs: readonly RoomNeed[];
  readonly round: Round | null;
}

export function seenOn({ participant, event, spells, needs, round }: Welcome): Seen {
  return {
    ...{ me: participant.id, view: event.view, teaching: event.teaching, needs, round },
    spells: spells.filter((spell): spell is DrawnSpell => spell.glyph !== null),
  };
}

/** What a wizard does as long as nothing else is asked. */
export type Scene =
  | { readonly kind: 'wait' }
  | { readonly kind: 'play'; readonly view: 'lobby' | 'live' }
  | { readonly kind: 'teach'; readonly spell: SpellId | null }
  | { readonly kind: 'round'; readonly round: Round };

/** A round goes before whatever the stage shows. @param now ms since 1970 by the server's clock */
export function sceneOf({ me, view, teaching, round }: Seen, now: number): Scene {
  if (round !== null && !round.undone && roundStage(round, now) !== 'over')
    return round.duel?.includes(me) === false ? { kind: 'wait' } : { kind: 'round', round };
  switch (view) {
    case 'lobby':
    case 'live':
      return { kind: 'play', view };
    case 'teach':
      return { kind: 'teach', spell: teaching };
    case 'round':
    case 'leaders':
    case 'houses':
    case 'training':
    case 'podium':
    case 'note':
      return { kind: 'wait' };
  }
}

/** Equal where there is nothing new to react to. A pause is no new scene. */
export function sceneKey(scene: Scene): string {
  switch (scene.kind) {
    case 'wait':
      return 'wait';
    case 'play':
      return scene.view;
    case 'teach':
      return `teach ${scene.spell ?? ''}`;
    case 'round':
      return `round ${scene.round.id}`;
  }
}
