import {
  roundStage,
  type ParticipantId,
  type TeachingNeed,
  type Round,
  type Spell,
  type SpellId,
  type StageView,
  type Welcome,
} from '@wandcast/protocol';

export type SpellWithGlyph = Spell & { readonly glyph: string };

/** The state that a wizard's phone shows. */
export interface Observation {
  readonly me: ParticipantId;
  readonly view: StageView;
  readonly teaching: SpellId | null;
  /** Whether the phone offers reactions. */
  readonly reactions: boolean;
  /** Only spells with a glyph: the others cannot be drawn. */
  readonly spells: readonly SpellWithGlyph[];
  readonly teachingNeeds: readonly TeachingNeed[];
  readonly round: Round | null;
}

export function observe({ participant, event, spells, teachingNeeds, round }: Welcome): Observation {
  return {
    ...{ me: participant.id, view: event.view, teaching: event.teaching, teachingNeeds, round },
    reactions: event.reactions,
    spells: spells.filter((spell): spell is SpellWithGlyph => spell.glyph !== null),
  };
}

/** What the room is doing, from one wizard's point of view. */
export type Scene =
  | { readonly kind: 'wait' }
  | { readonly kind: 'play'; readonly view: 'lobby' | 'live' }
  | { readonly kind: 'teach'; readonly spell: SpellId | null }
  | { readonly kind: 'applaud'; readonly view: 'podium' | 'thanks' }
  | { readonly kind: 'round'; readonly round: Round };

/** A running round takes precedence over the stage view. @param now ms since 1970 on the server's clock */
export function sceneOf({ me, view, teaching, reactions, round }: Observation, now: number): Scene {
  if (round !== null && !round.undone && roundStage(round, now) !== 'over')
    return round.duel?.includes(me) === false ? { kind: 'wait' } : { kind: 'round', round };
  switch (view) {
    case 'lobby':
    case 'live':
      return { kind: 'play', view };
    case 'teach':
      return { kind: 'teach', spell: teaching };
    case 'podium':
    case 'thanks':
      return reactions ? { kind: 'applaud', view } : { kind: 'wait' };
    case 'round':
    case 'leaders':
    case 'groves':
    case 'training':
    case 'note':
      return { kind: 'wait' };
  }
}

/** Scenes with equal keys need no new reaction. Pausing a round does not change its key. */
export function sceneKey(scene: Scene): string {
  switch (scene.kind) {
    case 'wait':
      return 'wait';
    case 'play':
    case 'applaud':
      return scene.view;
    case 'teach':
      return `teach ${scene.spell ?? ''}`;
    case 'round':
      return `round ${scene.round.id}`;
  }
}
