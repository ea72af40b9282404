/**
 * Every message. Servers and tests import this entry; pages import only the types, from the main entry, so that no phone
 * downloads zod.
 */
import * as books from './console/books.js';
import * as consoleClock from './console/clock.js';
import * as data from './console/data.js';
import * as event from './console/event.js';
import * as cuts from './console/cuts.js';
import * as links from './console/links.js';
import * as labels from './console/labels.js';
import * as models from './console/models.js';
import * as organizations from './console/organizations.js';
import * as participants from './console/participants.js';
import * as consolePreflight from './console/preflight.js';
import * as rehearsal from './console/rehearsal.js';
import * as roomList from './console/room-list.js';
import * as rooms from './console/rooms.js';
import * as rounds from './console/rounds.js';
import * as spells from './console/spells.js';
import * as consoleStage from './console/stage.js';
import * as steps from './console/steps.js';
import * as team from './console/team.js';
import { byName } from '../definition/define-message.js';
import * as preflight from './preflight.js';
import * as stage from './stage.js';
import * as wand from './wand.js';

export { consoleEvents } from './console-events.js';
export type { Message, ServerEvent, WireType } from '../definition/define-message.js';
export { handshakes } from './handshakes.js';
export { preflightEvents } from './preflight-events.js';
export { stageEvents } from './stage-events.js';
export { wandEvents } from './wand-events.js';

export const wandMessages = byName(wand);
export const stageMessages = byName(stage);
export const preflightMessages = byName(preflight);
export const consoleMessages = {
  ...byName(event),
  ...byName(organizations),
  ...byName(roomList),
  ...byName(rooms),
  ...byName(consoleStage),
  ...byName(links),
  ...byName(rounds),
  ...byName(steps),
  ...byName(participants),
  ...byName(spells),
  ...byName(books),
  ...byName(models),
  ...byName(labels),
  ...byName(cuts),
  ...byName(team),
  ...byName(data),
  ...byName(rehearsal),
  ...byName(consolePreflight),
  ...byName(consoleClock),
};
