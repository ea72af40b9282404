import { gzipSync } from 'node:zlib';
import { mayAct, type Role } from '@wandcast/protocol';
import { httpRoutes, type HttpRoute } from '@wandcast/protocol/routes';
import { exampleOf } from '../generate/example.js';
import type { Dice } from '../generate/dice.js';
import { mutate } from '../generate/mutate.js';
import { nastyTexts } from '../generate/nasty-values.js';
import { addressOf, type ClientKind } from '../people/hostile-client.js';
import { sendHttp } from '../transport/http-request.js';
import { toJson } from '../transport/packet.js';
import { countFailure, type FuzzContext, type Turn } from './context.js';

/** Addresses that are in no list of routes. */
const OTHER: readonly HttpRoute[] = [
  ...[
    '/health',
    '/metrics',
    '/',
    '/stage',
    '/console',
    '/summary',
    '/preflight',
    '/nowhere',
    '/assets/../../package.json',
  ],
  ...[
    '/api',
    '/api/events',
    '/socket.io/?EIO=4&transport=polling',
    '/socket.io/?EIO=99&transport=websocket',
    '/%00',
    '/%ff',
  ],
  ...[
    '/socket.io/?EIO=4&transport=polling&sid=__proto__',
    '//evil.example/%2e%2e',
    '/api/models/__proto__',
    '/%c0%ae%c0%ae/',
  ],
].map((path) => [`GET ${path}`, 'anyone', null, null, '']);

/** Of no host that a request asks for: a browser sends a cookie to its own host only. */
const FOREIGN_ORIGINS = ['https://foreign.example', 'null'];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

const STATUS_OF_BUSY = 503;

/** Requests a route, or another address, with a damaged body, header or method, as anyone. */
export async function sendRequest(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const [route, needs, bodyOf] = dice.pick(dice.chance(0.85) ? httpRoutes : OTHER);
  const [declared = 'GET', pattern = '/'] = route.split(' ');
  const method = dice.chance(0.8) ? declared : dice.pick(METHODS);
  const path = addressIn(context, pattern, dice);
  const kind = dice.pick<ClientKind>(['stranger', 'viewer', 'moderator', 'owner', 'owner']);
  const client = context.client(kind, dice);
  const token = await client.token();
  const isForeign = dice.chance(0.15);
  const credential: Record<string, string> = isForeign
    ? { cookie: `wandcast=${token}`, origin: dice.pick(FOREIGN_ORIGINS) }
    : { authorization: `Bearer ${token}` };
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyFor(context, bodyOf, dice);
  const headers = { 'x-forwarded-for': addressOf(dice), ...credential, ...headersFor(bodyOf, dice) };
  const cutAfter = body !== undefined && dice.chance(0.12) ? dice.below(body.length + 1) : undefined;
  context.tally.sent++;
  const { status, text } = await sendHttp({
    url: context.url + path,
    method,
    headers,
    body: body && packed(body, headers),
    cutAfter,
  });
  if (status === 0) {
    context.tally.closed++;
    return;
  }
  context.tally.answered++;
  const what = `${kind}${isForeign ? ', foreign page,' : ''} ${method} ${path} ${body?.toString('latin1', 0, 200) ?? ''}`;
  if (status >= 500 && status !== STATUS_OF_BUSY && status !== 501)
    context.findings.add('internal', index, what, `${status} ${text}`);
  const role: Role | null = isForeign ? null : client.role;
  const needed = method === declared ? needs : needsOf(method, pattern);
  const least = needed === 'member' ? 'viewer' : needed; // everyone here has a role in every room
  const isAllowed = least === 'anyone' || (role !== null && least !== undefined && mayAct(role, least));
  if (status < 300 && method !== 'OPTIONS' && !isAllowed)
    context.findings.add('unauthorised', index, what, `${status} ${text}`);
  if (status >= 400) countFailure(context.tally, `HTTP ${status}`);
  else context.tally.succeeded++;
  const leaked = context.canaries.find(text, role === null ? 'outsider' : 'team', what);
  if (leaked !== undefined) context.findings.add('leaked', index, what, leaked);
  if (status < 300 && text.startsWith('{')) learn(context, text, pattern);
}

/** Who may use another method on the address of a route; undefined if there is no such route. */
function needsOf(method: string, pattern: string): HttpRoute[1] | undefined {
  const [asked, [path = '']] = [method === 'HEAD' ? 'GET' : method, pattern.split('?')];
  const found = [...httpRoutes, ...OTHER].find(([route]) => route.split('?')[0] === `${asked} ${path}`);
  return found?.[1];
}

function learn({ world }: FuzzContext, text: string, pattern: string): void {
  try {
    world.learn(
      JSON.parse(text),
      pattern.includes('import') ? 'import' : pattern.includes('models') ? 'model' : 'event',
    );
  } catch {
    // a stream of lines
  }
}

function addressIn({ world }: FuzzContext, pattern: string, dice: Dice): string {
  const odd = (): string =>
    encodeURIComponent(
      dice
        .pick(nastyTexts)
        .slice(0, 3_000)
        .replace(/[\ud800-\udfff]/g, ''),
    );
  const idOf = (noun: string): string => (dice.chance(0.25) ? odd() : (world.known(noun, dice) ?? dice.uuid()));
  const about = pattern.includes('import') ? 'importId' : 'modelId';
  const path = pattern
    .replace('{modelsUrl}', '/api/models')
    .replace('{castsUrl}', '/api/casts')
    .replace('{code}', () =>
      dice.chance(0.25) ? odd() : dice.chance(0.5) ? world.code : (world.known('code', dice) ?? 'ZZZZ2222'),
    )
    .replace('{id}', () => idOf(about))
    .replace(/=(T|ID)$|=(N)$/g, () => `=${dice.chance(0.5) ? odd() : dice.below(5_000)}`);
  if (!dice.chance(0.2)) return path;
  const queries = [
    'event',
    'book',
    'round',
    'after',
    'label',
    'spell',
    'from',
    'until',
    'dataset',
    'code',
    'at',
    '__proto__',
    'a[b][c]',
  ];
  const query = `${dice.pick(queries)}=${dice.chance(0.5) ? odd() : dice.uuid()}`;
  return `${path}${path.includes('?') ? '&' : '?'}${query}${dice.chance(0.2) ? `&${query}` : ''}`;
}

function bodyFor({ files, world }: FuzzContext, body: HttpRoute[2], dice: Dice): Buffer {
  if (typeof body === 'string') return files.of(body, dice);
  if (body === null) return dice.chance(0.5) ? Buffer.from('{}') : Buffer.from(dice.bytes(dice.below(100)));
  const example = exampleOf(body, dice, world);
  const text = toJson(dice.chance(0.25) ? example : mutate(example, dice));
  if (dice.chance(0.9)) return Buffer.from(text);
  return Buffer.from(
    dice.pick([text.slice(0, dice.below(text.length)), `${text}${text}`, '[' + text, '{"a":'.repeat(9_000), '']),
  );
}

function headersFor(body: HttpRoute[2], dice: Dice): Record<string, string> {
  const usual = typeof body === 'string' ? 'application/octet-stream' : 'application/json';
  const types = [
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-7',
    'multipart/form-data',
    'x'.repeat(4_000),
  ];
  const headers: Record<string, string> = { 'content-type': dice.chance(0.85) ? usual : dice.pick(types) };
  if (dice.chance(0.05)) headers['content-encoding'] = dice.pick(['gzip', 'deflate', 'br', 'x']);
  if (dice.chance(0.04)) headers['range'] = dice.pick(['bytes=0-', 'bytes=99999999999-', 'bytes=-1', 'x']);
  if (dice.chance(0.04)) headers['accept-encoding'] = dice.pick(['gzip', 'br', 'identity;q=0', '*;q=0']);
  if (dice.chance(0.04)) headers['if-none-match'] = '*';
  if (dice.chance(0.03)) headers['host'] = dice.pick(['evil.example', 'a b', '']);
  if (dice.chance(0.03))
    headers['cookie'] = dice.pick(['wandcast=%', 'wandcast=; wandcast-phone=%00', '='.repeat(5_000)]);
  if (dice.chance(0.03)) headers['x-forwarded-host'] = dice.pick(['evil.example', '//', '\u00e4']);
  return headers;
}

/** Half of the bodies that say they are gzipped are. */
function packed(body: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  return headers['content-encoding'] === 'gzip' && body.length % 2 === 0 ? gzipSync(body) : body;
}
