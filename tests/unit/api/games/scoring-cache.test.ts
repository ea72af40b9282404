import type { Participant, ParticipantId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { PlayedCastsRepository } from '../../../../apps/api/src/games/scoring/played-casts.repository.js';
import type { Player } from '../../../../apps/api/src/games/scoring/players.js';
import { ScoringCache } from '../../../../apps/api/src/games/scoring/scoring-cache.js';
import { randomGame } from '../../../support/random-game.js';

const AT = Date.UTC(2026, 10, 25, 18, 0);
const { rounds } = randomGame(1, AT);

describe('a failed read of the players', () => {
  test('leaves everyone due who was', async () => {
    const event = new StoredPlayers(['ada', 'ben']);
    const cache = new ScoringCache(event.repository);
    await expect(event.failing(() => cache.read('event', rounds))).rejects.toThrow('gone');
    await cache.read('event', rounds);
    expect(event.namesIn(cache)).toEqual(['ada', 'ben']);
  });

  test('leaves those due who changed before and during it', async () => {
    const event = new StoredPlayers(['ada', 'ben', 'cy']);
    const cache = new ScoringCache(event.repository);
    await cache.read('event', rounds);
    event.names = ['Ada', 'Ben', 'cy', 'Didi'];
    cache.rereadPlayers([idOf(0)]);
    const during = (): void => {
      cache.rereadPlayers([idOf(1)]);
      cache.readNewcomers();
    };
    await expect(event.failing(() => cache.read('event', rounds), during)).rejects.toThrow('gone');
    await cache.read('event', rounds);
    expect(event.namesIn(cache)).toEqual(['Ada', 'Ben', 'Didi', 'cy']);
  });

  test('leaves newcomers due', async () => {
    const event = new StoredPlayers(['ada']);
    const cache = new ScoringCache(event.repository);
    await cache.read('event', rounds);
    event.names = ['ada', 'ben'];
    cache.readNewcomers();
    await expect(event.failing(() => cache.read('event', rounds))).rejects.toThrow('gone');
    await cache.read('event', rounds);
    expect(event.namesIn(cache)).toEqual(['ada', 'ben']);
  });

  test('leaves a read of everyone due that became due while casts were read', async () => {
    const event = new StoredPlayers(['ada', 'ben']);
    const cache = new ScoringCache(event.repository);
    await cache.read('event', rounds);
    event.names = ['Ada', 'Ben'];
    cache.rereadPlayers([idOf(0)]);
    event.onceCastsAreRead = () => {
      cache.forgetPlayers();
    };
    await expect(event.failing(() => cache.read('event', rounds))).rejects.toThrow('gone');
    await cache.read('event', rounds);
    expect(event.namesIn(cache)).toEqual(['Ada', 'Ben']);
  });
});

const idOf = (index: number): ParticipantId => `person ${index}` as ParticipantId;

/** Stored people of an event without casts, in the order in which they joined. */
class StoredPlayers {
  onceCastsAreRead: (() => void) | undefined;
  private fail: (() => void) | undefined;

  constructor(public names: readonly string[]) {}

  readonly repository = {
    newestReceived: () => Promise.resolve(null),
    inRounds: () => [],
    list: () => {
      this.onceCastsAreRead?.();
      this.onceCastsAreRead = undefined;
      return Promise.resolve([]);
    },
    players: (_event: string, { ids, since = 0 }: { ids?: readonly string[]; since?: number } = {}) =>
      this.read((player) => (ids?.includes(player.participant.id) ?? true) && player.joinedAt >= since),
  } as unknown as PlayedCastsRepository;

  /** Reads of players end with an error meanwhile. @param during called in each of them */
  async failing(read: () => Promise<unknown>, during: () => void = () => undefined): Promise<void> {
    this.fail = during;
    try {
      await read();
    } finally {
      this.fail = undefined;
    }
  }

  namesIn(cache: ScoringCache): string[] {
    return Array.from(cache.playersIn([]).values(), ({ nickname }) => nickname).sort();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as the repository
  private async *read(isAsked: (player: Player) => boolean): AsyncGenerator<Player[]> {
    if (this.fail !== undefined) {
      this.fail();
      throw new Error('gone');
    }
    yield this.names
      .map((nickname, i): Player => {
        const participant = {
          id: idOf(i),
          nickname,
          sigil: 'owl',
          metal: 'gold',
          grove: 'ash',
        } as unknown as Participant;
        return { participant, isShown: true, joinedAt: AT + 60_000 * i };
      })
      .filter(isAsked);
  }
}
