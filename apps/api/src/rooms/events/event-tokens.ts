import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { Rooms } from '../room/rooms.js';
import { EventsRepository, type EventIds } from './events.repository.js';

type Purpose = 'stage' | 'summary' | 'preflight';

/** An event id in a token, 16 bytes as base64url, and how often the links of its room had been replaced. */
const NAMED = /^([\w-]{22})(?:\.(\d{1,9}))?\.([\w-]{43})$/;

/** The part of an event that its tokens depend on. */
type TokenEvent = Pick<EventIds, 'id' | 'linkVersion'>;

/**
 * Tokens of links to the pages of an event. A token names its event, so that a wrong one costs one hash and no query,
 * however many events there are. Links of versions before rooms name none; those are kept by their tokens.
 */
@Injectable()
export class EventTokens {
  /** Ids of events whose links may be of an earlier version, by token, once one was asked for. */
  private readonly unnamed = new Map<Purpose, Promise<ReadonlyMap<string, string>>>();

  constructor(
    private readonly linkTokens: LinkTokensService,
    private readonly events: EventsRepository,
    private readonly rooms: Rooms,
  ) {}

  token(purpose: Purpose, event: TokenEvent): string {
    const name = Buffer.from(event.id.replaceAll('-', ''), 'hex').toString('base64url');
    const version = versionOf(purpose, event);
    return [name, ...(version > 0 ? [version] : []), this.linkTokens.token(purpose, subjectOf(event.id, version))].join(
      '.',
    );
  }

  /** The event that the link is of, current or past, unless it was deleted. @throws FailureError `unauthorized` */
  async check(purpose: Purpose, token: string): Promise<EventIds> {
    const [, name, version = '0', proof = ''] = NAMED.exec(token) ?? [];
    const id = name === undefined ? await this.findUnnamed(purpose, token) : eventIdOf(name);
    const isProven =
      name === undefined || this.linkTokens.isToken(purpose, subjectOf(id ?? '', Number(version)), proof);
    const isCurrent = (event: TokenEvent): boolean => versionOf(purpose, event) === Number(version);
    const found = id === undefined || !isProven ? undefined : await this.findKept(id, isCurrent);
    if (found === undefined || !isCurrent(found)) throw new FailureError('unauthorized');
    return found;
  }

  private async findUnnamed(purpose: Purpose, token: string): Promise<string | undefined> {
    const tokens =
      this.unnamed.get(purpose) ??
      this.events
        .listIdsBeforeRooms()
        .then((ids) => new Map(ids.map((id) => [this.linkTokens.token(purpose, id), id])));
    this.unnamed.set(purpose, tokens);
    tokens.catch(() => this.unnamed.delete(purpose)); // tried again the next time
    return (await tokens).get(token);
  }

  private async findKept(id: string, isCurrent: (event: TokenEvent) => boolean): Promise<EventIds | undefined> {
    const open = this.rooms.list().find(({ eventId }) => eventId === id)?.event;
    // It cannot be deleted. Another node may have just replaced its links.
    if (open !== undefined && !open.isArchived && isCurrent(open)) return open;
    return this.events.findKept(id);
  }
}

/** Summaries are handed out to everyone, so that their links stay. */
const versionOf = (purpose: Purpose, { linkVersion }: TokenEvent): number => (purpose === 'summary' ? 0 : linkVersion);

const subjectOf = (id: string, version: number): string => (version === 0 ? id : `${id}:${version}`);

function eventIdOf(name: string): string {
  const hex = Buffer.from(name, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
