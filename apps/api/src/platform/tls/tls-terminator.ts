import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:tls';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { CertificateSource } from './certificate-source.js';
import { createHttpRedirectServer, sendTrust } from './http-redirect-server.js';
import { isRead } from '../http/is-read.js';
import { hostOf } from '../network/host-of.js';
import { sniffProtocol } from './protocol-sniffer.js';
import { trustResponse, type TrustResponse } from './trust-page/trust-responses.js';
import type { IncomingMessage } from 'node:http';

/** Time limit of a TLS handshake, ms. */
const HANDSHAKE_MS = 10_000;
/** How often to check for a newer certificate, ms. */
const REFRESH_MS = 15_000;

const ASSETS = fileURLToPath(new URL('../../../../web/dist/assets', import.meta.url));

interface TlsTerminatorOptions {
  readonly source: CertificateSource;
  /** Origin that phones open; a function because it is known only once the server listens. */
  readonly publicUrl: () => string;
  /** Whether a connection comes from this machine. */
  readonly isLocal: (socket: Socket) => boolean;
  readonly log: Logger;
}

/** Terminates TLS for an HTTP server on the same port, with a certificate that may be renewed at runtime. */
export class TlsTerminator {
  private readonly secure;
  private closeSniffer: () => void = () => undefined;
  private refreshTimer: NodeJS.Timeout | undefined;

  constructor(private readonly settings: TlsTerminatorOptions) {
    const { cert, key } = settings.source.pair;
    this.secure = createServer({ cert, key, ALPNProtocols: ['http/1.1'], handshakeTimeout: HANDSHAKE_MS });
    this.secure.on('tlsClientError', (error, socket) => {
      settings.log.debug({ error: error.message }, 'TLS handshake failed'); // usually a phone that does not trust us
      socket.destroy();
    });
  }

  /** Takes over the connections of `server`. Call it after all other listeners were added. */
  attach(server: HttpServer): void {
    const redirect = createHttpRedirectServer(
      (request) => this.trustFor(request),
      (host) => this.originOf(host),
    );
    this.closeSniffer = sniffProtocol(server, { secure: this.secure, redirect, isLocal: this.settings.isLocal });
    this.refreshTimer = setInterval(() => {
      void this.refresh();
    }, REFRESH_MS).unref();
  }

  /** Serves the trust page over https, and over plain HTTP to this machine. */
  readonly trustPage: RequestHandler = (request, response, next) => {
    const answer = isRead(request) ? this.trustFor(request) : undefined;
    if (answer === undefined) next();
    else sendTrust(answer, response);
  };

  /** Switches to a newer certificate if there is one; open connections keep theirs. */
  async refresh(now: Date = new Date()): Promise<void> {
    const { source, log } = this.settings;
    try {
      if (!(await source.refresh(now))) return;
      const { cert, key, chain } = source.pair;
      this.secure.setSecureContext({ cert, key });
      log.info({ until: chain[0].validTo }, 'new certificate in use');
    } catch (error) {
      log.error({ error: (error as Error).message }, 'the new certificate cannot be used: keeping the old one');
    }
  }

  /** Refuses new connections and closes those whose protocol is still unknown. */
  close(): void {
    clearInterval(this.refreshTimer);
    this.closeSniffer();
  }

  private trustFor({ url = '/', headers }: IncomingMessage): TrustResponse | undefined {
    const { source, publicUrl } = this.settings;
    if (source.authority === undefined) return undefined;
    return trustResponse({ url, acceptLanguage: headers['accept-language'] }, source.authority, publicUrl(), ASSETS);
  }

  /** The https origin for a requested host: that host if the certificate covers it, else the public URL. */
  private originOf(host: string | undefined): string {
    const [certificate] = this.settings.source.pair.chain;
    const requested = `https://${host ?? ''}`;
    if (URL.canParse(requested)) {
      const name = hostOf(requested);
      const match = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
      if (match !== undefined) return new URL(requested).origin;
    }
    return this.settings.publicUrl().replace(/^http:/, 'https:');
  }
}
