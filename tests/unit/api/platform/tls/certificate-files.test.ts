import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileCertificateSource } from '../../../../../apps/api/src/platform/tls/certificate-files.js';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { pemsOf, type Pems } from './pems.js';

const authority = await issueAuthority('Someone', new Date());
const issued = async (): Promise<Pems> => pemsOf(await issueServerCertificate(authority, ['wand.test'], new Date()));

let folder: string;
let files: Pems;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
  files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write({ cert, key }: Pems): void {
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key);
}

test('a certificate includes its intermediates', async () => {
  const { cert, key } = await issued();
  write({ cert: cert + authority.certificate.toString(), key });
  expect(new FileCertificateSource(files).pair.chain).toHaveLength(2);
});

describe('an error names the variable and the file of', () => {
  const fault = (): string => {
    try {
      new FileCertificateSource(files);
      return 'none';
    } catch (error) {
      return (error as Error).message.replaceAll(folder, '');
    }
  };

  test('a missing file', () => {
    expect(fault()).toBe('TLS_CERT: /cert.pem does not exist');
  });

  test('a folder', async () => {
    write(await issued());
    files = { ...files, key: folder };
    expect(fault()).toBe('TLS_KEY:  cannot be read (EISDIR)');
  });

  test('swapped files', async () => {
    write(await issued());
    files = { cert: files.key, key: files.cert };
    expect(fault()).toBe('TLS_CERT: /key.pem contains no certificate in PEM (-----BEGIN CERTIFICATE-----)');
  });

  test('the certificate in place of the key', async () => {
    write(await issued());
    files = { ...files, key: files.cert };
    expect(fault()).toBe('TLS_KEY: /cert.pem contains no key in PEM (-----BEGIN PRIVATE KEY-----)');
  });

  test('the key of another certificate', async () => {
    write({ cert: (await issued()).cert, key: (await issued()).key });
    expect(fault()).toBe('TLS_KEY: /key.pem is not the key of the first certificate in TLS_CERT: /cert.pem');
  });

  test('a key with a passphrase', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
    write({ cert: (await issued()).cert, key: privateKey.export(locked) as string });
    expect(fault()).toBe('TLS_KEY: /key.pem is encrypted with a passphrase: use a key without one');
  });

  test('a damaged file', async () => {
    const { cert, key } = await issued();
    write({ cert: cert.replace(/\n[^\n]{20}/, '\n'), key });
    expect(fault()).toBe('TLS_CERT: /cert.pem contains a certificate that cannot be read: it is damaged');
    write({ cert, key: key.replace(/\n[^\n]{20}/, '\n') });
    expect(fault()).toBe('TLS_KEY: /key.pem contains a key that cannot be read: it is damaged');
  });
});

describe('a renewal', () => {
  test('is noticed once, at the next refresh', async () => {
    write(await issued());
    const source = new FileCertificateSource(files);
    const before = source.pair.cert;
    expect(source.refresh()).toBe(false);
    write(await issued());
    expect(source.refresh()).toBe(true);
    expect(source.pair.cert).not.toBe(before);
    expect(source.refresh()).toBe(false);
  });

  test('that is incomplete keeps the old certificate, and is reported once', async () => {
    write(await issued());
    const source = new FileCertificateSource(files);
    const { pair } = source;
    const next = await issued();
    writeFileSync(files.cert, next.cert);
    expect(() => source.refresh()).toThrow('is not the key of the first certificate');
    expect(source.refresh()).toBe(false);
    expect(source.pair).toBe(pair);
    writeFileSync(files.key, next.key);
    expect(source.refresh()).toBe(true);
    expect(source.pair.cert).toBe(next.cert);
  });

  test('behind a symbolic link is noticed', async () => {
    const [old, fresh] = [await issued(), await issued()];
    write(old);
    const links = { cert: path.join(folder, 'live-cert'), key: path.join(folder, 'live-key') };
    const link = ({ cert, key }: Pems): void => {
      for (const file of Object.values(links)) rmSync(file, { force: true });
      symlinkSync(cert, links.cert);
      symlinkSync(key, links.key);
    };
    link(files);
    const source = new FileCertificateSource(links);
    files = { cert: path.join(folder, 'cert2.pem'), key: path.join(folder, 'key2.pem') };
    write(fresh);
    link(files);
    expect(source.refresh()).toBe(true);
    expect(source.pair.cert).toBe(fresh.cert);
  });
});
