import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileCertificateSource } from '../../../../../apps/api/src/platform/tls/certificate-files.js';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { TlsTerminator } from '../../../../../apps/api/src/platform/tls/tls-terminator.js';
import { askTrusting } from '../../../../support/trusting-clients.js';
import { pemsOf } from './pems.js';

const authority = await issueAuthority('Somebody', new Date());
const ca = authority.certificate.toString();
const issued = () => issueServerCertificate(authority, ['wand.test', '127.0.0.1'], new Date());

let folder: string;
let files: { cert: string; key: string };
let server: Server;
let terminator: TlsTerminator;
let port: number;
let lines: string[];
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
  files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
  await renew();
  lines = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  server = createServer((_request, response) => {
    response.end('served');
  });
  const settings = { publicUrl: () => 'https://wand.test:3000', isLocal: () => false, log };
  terminator = new TlsTerminator({ ...settings, source: new FileCertificateSource(files) });
  terminator.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  terminator.close();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  rmSync(folder, { recursive: true });
});

/** @returns serial number of the new certificate */
async function renew(): Promise<string> {
  const fresh = await issued();
  const { cert, key } = pemsOf(fresh);
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key);
  return fresh.certificate.serialNumber;
}

async function open(): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', ca, servername: 'wand.test' });
  await once(socket, 'secureConnect');
  return socket;
}

const serialOf = (socket: TLSSocket): string => socket.getPeerCertificate().serialNumber;

test('uses a renewed certificate for new connections, and keeps open ones', async () => {
  const before = await open();
  const serial = await renew();
  await terminator.refresh();
  const after = await open();
  expect(serialOf(after)).toBe(serial);
  expect(serialOf(before)).not.toBe(serial);
  before.write('GET / HTTP/1.1\r\nHost: wand.test\r\n\r\n');
  expect(String((await once(before, 'data'))[0])).toContain('200 OK');
  before.destroy();
  after.destroy();
});

test('logs an unusable certificate and keeps the old one', async () => {
  const serial = await renew();
  await terminator.refresh();
  writeFileSync(files.key, 'no key');
  await terminator.refresh();
  const socket = await open();
  expect(serialOf(socket)).toBe(serial);
  socket.destroy();
  expect(lines.at(-1)).toContain('contains no key in PEM');
  expect(lines.at(-1)).not.toContain('BEGIN EC');
});

test.each([
  ['wand.test:4000', 'https://wand.test:4000/x'],
  ['somewhere.else:4000', 'https://wand.test:3000/x'],
  ['not a host', 'https://wand.test:3000/x'],
])('redirects plain http to %s to a host of the certificate', async (host, location) => {
  const response = await new Promise<string>((resolve) => {
    get({ port, host: '127.0.0.1', path: '/x', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.headers.location ?? '');
    });
  });
  expect(response).toBe(location);
});

test('serves no trust page for a certificate of another authority', async () => {
  const answer = await askTrusting(`https://127.0.0.1:${port}/trust`, ca);
  expect(answer.body).toBe('served');
});
