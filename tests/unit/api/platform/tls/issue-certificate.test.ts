import { once } from 'node:events';
import { isIP, type AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { expect, test } from 'vitest';
import {
  issueAuthority,
  issueServerCertificate,
  SERVER_DAYS,
  type Issued,
} from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { hostsOf } from '../../../../../apps/api/src/platform/tls/key-pair.js';

const now = new Date('2026-11-26T10:00:00Z');
const authority = await issueAuthority('Wandcast on laptop since 2026-11-26', now);
const hosts = ['localhost', 'laptop.local', '127.0.0.1', '::1', '192.168.1.5'];
const server = await issueServerCertificate(authority, hosts, now);

test('an authority signs itself and its certificates, which are not CAs', () => {
  expect(authority.certificate.ca).toBe(true);
  expect(authority.certificate.verify(authority.certificate.publicKey)).toBe(true);
  expect(authority.certificate.checkPrivateKey(authority.key)).toBe(true);
  expect(server.certificate.ca).toBe(false);
  expect(server.certificate.checkIssued(authority.certificate)).toBe(true);
  expect(server.certificate.verify(authority.certificate.publicKey)).toBe(true);
  expect(server.certificate.checkPrivateKey(server.key)).toBe(true);
});

test('a certificate covers the requested names and addresses only', () => {
  const { certificate } = server;
  expect(hostsOf(certificate)).toEqual(['localhost', 'laptop.local', '127.0.0.1', '0:0:0:0:0:0:0:1', '192.168.1.5']);
  expect(certificate.checkHost('laptop.local')).toBe('laptop.local');
  expect(certificate.checkIP('192.168.1.5')).toBe('192.168.1.5');
  expect(certificate.checkIP('192.168.1.6')).toBeUndefined();
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('a certificate is backdated by a day and valid for as long as browsers accept', () => {
  const { validFrom, validTo } = server.certificate;
  expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(SERVER_DAYS * 86_400_000);
  expect(Date.parse(validFrom)).toBe(now.getTime() - 86_400_000);
});

test('serial numbers differ', async () => {
  const { certificate } = await issueServerCertificate(authority, hosts, now);
  expect(certificate.serialNumber).not.toBe(server.certificate.serialNumber);
});

/** Connects as a client that trusts the authority. @returns `trusted` or the error message */
async function handshake(certified: Issued, host: string): Promise<string> {
  const key = certified.key.export({ type: 'pkcs8', format: 'pem' });
  const listener = createServer({ cert: certified.certificate.toString(), key }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const ca = trusted.certificate.toString();
  const socket = connect({ port, host: '127.0.0.1', ca, servername: isIP(host) === 0 ? host : '' });
  const outcome = await once(socket, 'secureConnect').then(
    () => 'trusted',
    (error: unknown) => (error as Error).message,
  );
  socket.destroy();
  listener.close();
  await once(listener, 'close');
  return outcome;
}

const trusted = await issueAuthority('Wandcast', new Date());

test('a client that trusts the authority connects', async () => {
  const certified = await issueServerCertificate(trusted, ['127.0.0.1', 'laptop.local'], new Date());
  expect(await handshake(certified, 'laptop.local')).toBe('trusted');
});

test.each(['wand.example.org', '93.184.216.34'])(
  'a certificate for the public host %s is rejected, even if the authority’s key issued it',
  async (host) => {
    const certified = await issueServerCertificate(trusted, [host], new Date());
    expect(await handshake(certified, host)).toBe('permitted subtree violation');
  },
);
