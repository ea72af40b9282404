import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_GLYPH, PROTOCOL_VERSION } from '@wandcast/protocol';
import { modelFileBombs, newlineBomb, nulFile } from '../../generate/file-bombs.js';
import { sendHttp } from '../../transport/http-request.js';
import { askCounted, inLanes, joinAs, type Attack, type Strike } from './attack.js';

/** Model files that are uploaded at the same time. */
const UPLOADS = 4;
/** Exports that are open at the same time, and how long, ms. */
const EXPORTS = 60;
const EXPORT_MS = 1_500;
/** How long an uploaded file is checked before it is canceled, ms. */
const CHECKED_MS = 1_000;
/** Bytes of an upload in one request. */
const PIECE_BYTES = 1 << 20;

const headersOf = ({ target }: Strike, token: string) => ({
  ...{ authorization: `Bearer ${token}`, 'x-forwarded-for': target.address, connection: 'close' },
});

/** Small zip files that unpack to a lot. */
const modelBombs: Attack = (strike) => {
  const bombs = modelFileBombs();
  return inLanes(UPLOADS, async () => {
    strike.counts.sent++;
    const headers = headersOf(strike, strike.target.moderatorToken);
    const body = strike.dice.pick(bombs);
    const { status } = await sendHttp({ url: `${strike.target.url}/api/models`, method: 'POST', headers, body });
    if (status === 0) strike.counts.closed++;
    else strike.counts.answered++;
    if (status >= 400) strike.counts.refused++;
  });
};

/** Glyphs of the greatest length that turn out to be damaged at their end. */
const longGlyphs: Attack = async (strike) => {
  const glyph = `M0 0${'L9 9'.repeat((MAX_GLYPH - 8) / 4)}L9`;
  await inLanes(1, async () => {
    const auth = { protocol: PROTOCOL_VERSION, token: strike.target.moderatorToken };
    const connection = await joinAs(strike, '/console', auth);
    const ask = async (): Promise<void> => {
      while (connection?.isOpen === true)
        await askCounted(strike, connection, '/console', ['spell:create', { name: 'Long', hue: 'ember', glyph }]);
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
  });
};

/** Half a gigabyte of line breaks, canceled while it is checked. */
const newlineImport: Attack = (strike) => importAndCancel(strike, newlineBomb());

/** Lines that no cast can have, canceled while they are checked. */
const nulImport: Attack = (strike) => importAndCancel(strike, nulFile());

async function importAndCancel(strike: Strike, body: Buffer): Promise<void> {
  const { url, moderatorToken } = strike.target;
  await inLanes(1, async () => {
    const auth = { protocol: PROTOCOL_VERSION, token: moderatorToken };
    const connection = await joinAs(strike, '/console', auth);
    if (connection === undefined) return;
    strike.counts.sent++;
    const headers = headersOf(strike, moderatorToken);
    const json = { ...headers, 'content-type': 'application/json' };
    const announced = { name: `file ${strike.dice.below(1e6)}`, size: body.length, modified: strike.dice.below(1e9) };
    const { text } = await sendHttp({
      ...{ url: `${url}/api/imports`, method: 'POST', headers: json },
      body: Buffer.from(JSON.stringify(announced)),
    });
    const importId = /"id":"([0-9a-f-]{36})"/.exec(text)?.[1];
    if (importId !== undefined) {
      const bytes = { ...headers, 'content-type': 'application/octet-stream' };
      for (let at = 0; at < body.length; at += PIECE_BYTES) {
        const piece = body.subarray(at, at + PIECE_BYTES);
        await sendHttp({ url: `${url}/api/imports/${importId}?at=${at}`, method: 'PUT', headers: bytes, body: piece });
      }
      await sleep(CHECKED_MS);
      await askCounted(strike, connection, '/console', ['import:cancel', { importId }]);
    }
    connection.close();
  });
}

/** Files of all casts that are asked for and not read. */
const unreadExports: Attack = (strike) => {
  const paths = ['/api/casts.ndjson', '/api/casts.csv', '/api/casts.ndjson.gz', '/api/casts/overview'];
  return inLanes(EXPORTS, async (lane) => {
    strike.counts.sent++;
    const headers = headersOf(strike, strike.target.viewerToken);
    const asked = request(strike.target.url + (paths[lane % paths.length] ?? ''), { headers, agent: false });
    asked.on('error', () => undefined); // cut by the server, or below
    asked.on('response', ({ statusCode = 0 }) => {
      strike.counts.answered++; // its head; nobody reads the rest
      if (statusCode >= 400) strike.counts.refused++;
    });
    asked.end();
    await sleep(EXPORT_MS);
    asked.destroy();
  });
};

export const teamAttacks = {
  'model-bombs': modelBombs,
  'long-glyphs': longGlyphs,
  'newline-import': newlineImport,
  'nul-import': nulImport,
  'unread-exports': unreadExports,
} satisfies Record<string, Attack>;
