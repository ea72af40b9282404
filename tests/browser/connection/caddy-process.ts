import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import { freePort } from '../../support/free-port.js';
import { root } from '../../support/server-process.js';

const program = process.env['CADDY'] ?? 'caddy';

/** Why tests with Caddy cannot run here, or undefined. */
export const noCaddy = spawnSync(program, ['version']).status === 0 ? undefined : `no Caddy (${program}): install it`;
if (noCaddy !== undefined) console.warn(`tests with Caddy are skipped: ${noCaddy}`);

/** Log messages of Caddy when it serves, and when it has a certificate. */
const SERVES = 'serving initial configuration';
const HAS_CERTIFICATE = 'certificate obtained successfully';

/** How long that may take on a busy machine, ms. */
const SHOWN_MS = 5_000;

interface CaddyProcess {
  stop(): Promise<void>;
}

export interface RunningCaddy extends CaddyProcess {
  /** The certificate it presents for its host. */
  readonly certificate: X509Certificate;
}

/**
 * Starts Caddy as a reverse proxy with the product's Caddyfile, but with its internal certificate authority and high
 * ports.
 * @param host name and port, such as wand.test:8443  @param app address of the server, such as 127.0.0.1:3000
 */
export async function startCaddy(host: string, app: string): Promise<RunningCaddy> {
  const [name = '', port = ''] = host.split(':');
  const caddy = await launch(host, app, [`https_port ${port}`], [SERVES, HAS_CERTIFICATE]);
  try {
    return { ...caddy, certificate: await whenShownAt(Number(port), name) };
  } catch (error) {
    await caddy.stop();
    throw error;
  }
}

/** The same without a certificate, for clients that trust none. @param port of the proxy  @param apps addresses of the servers */
export function startPlainCaddy(port: number, apps: readonly string[]): Promise<CaddyProcess> {
  return launch(`http://127.0.0.1:${port}`, apps.join(' '), [], [SERVES]);
}

async function launch(
  host: string,
  app: string,
  settings: readonly string[],
  ready: readonly string[],
): Promise<CaddyProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
  const config = path.join(folder, 'Caddyfile');
  const own = ['admin off', 'local_certs', 'skip_install_trust', `storage file_system ${folder}/storage`];
  const global = [...own, `http_port ${await freePort()}`, ...settings].join('\n\t');
  writeFileSync(config, `{\n\t${global}\n}\nimport ${root}deploy/Caddyfile\n`);
  const env = { ...process.env, HOME: folder, WANDCAST_HOST: host, WANDCAST_APP: app };
  const child = spawn(program, ['run', '--config', config, '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  let said = '';
  const isReady = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (ready.every((line) => said.includes(line))) resolve();
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`Caddy ended:\n${said}`);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended.catch(() => undefined); // it was killed on purpose
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([isReady, ended]);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Caddy says that it has a certificate a moment before it shows it; until then it refuses the handshake. */
async function whenShownAt(port: number, servername: string): Promise<X509Certificate> {
  const giveUpAt = performance.now() + SHOWN_MS;
  for (;;) {
    try {
      return await shownAt(port, servername);
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
    }
    await sleep(50);
  }
}

async function shownAt(port: number, servername: string): Promise<X509Certificate> {
  const socket = connect({ port, host: '127.0.0.1', servername, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect');
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) throw new Error('Caddy shows no certificate');
    return certificate;
  } finally {
    socket.destroy();
  }
}
