/**
 * The import order of sibling folders: a folder may import itself and the folders before it. Folders in one array do not
 * import each other; "." is the parent's own files. Enforced by `scripts/check-house.mjs`.
 * @type {Readonly<Record<string, readonly (string | readonly string[])[]>>}
 */
export const IMPORT_ORDER = {
  'apps/api/src': [
    'platform',
    'accounts',
    'rooms',
    'team',
    'models',
    'casting',
    'curation',
    'training',
    'games',
    'audience',
    'health',
    'moderation',
    'run-of-show',
    'lifecycle',
    'rehearsal',
    'gateways',
    'app',
    '.',
  ],
  'apps/web/src': ['shared', 'locales', ['wand', 'stage', 'console', 'summary', 'preflight']],
  'apps/web/src/console': [
    'texts',
    ['connection', 'navigation'],
    'keyboard',
    'ui',
    ['label', 'phones', 'team', 'sign-in'],
    'models',
    ['data', 'explore', 'book'],
    'run',
    ['guide', 'evenings', 'rooms'],
    'shell',
  ],
  'apps/web/src/console/explore': ['table', 'filters', ['plot', 'casts'], 'map'],
  'apps/web/src/console/models': ['metrics', ['list', 'training', 'trial'], 'report', 'compare'],
  'apps/web/src/stage': [
    'texts',
    'state',
    'ui',
    'tiles',
    'reactions',
    ['lobby', 'live', 'teach', 'training', 'round', 'thanks'],
    ['board', 'sound'],
    'podium',
    'shell',
  ],
  'apps/web/src/console/run': [['participants', 'health'], 'rounds', 'steps', 'stage'],
  'apps/tools/src': [
    'figures',
    'cli',
    ['capacity', 'input-files', 'room-client', 'environment', 'measures'],
    ['rehearse', 'replay', 'bench', 'fixture', 'demo'],
    ['capture', 'chaos'],
    ['fuzz', 'storm'],
    'commands',
  ],
  libs: ['protocol', 'gesture', ['wand', 'recognition']],
  '.': ['libs', 'apps'],
};

/** @returns the position of `folder` among its siblings; undefined if it is missing from the order */
export function rankOf(parent, folder) {
  const rank = IMPORT_ORDER[parent]?.findIndex((entry) => entry === folder || entry.includes?.(folder) === true);
  return rank === undefined || rank < 0 ? undefined : rank;
}
