import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:tls';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { CertificateSource } from './certificate-source.js';
import { isReading, openPorch, sendTrust } from './http-redirect-server.js';
import { speakBoth } from './protocol-sniffer.js';
import { answerTrust, type TrustAnswer } from './trust-page/trust-responses.js';
import type { IncomingMessage } from 'node:http';

/** A phone that takes longer for a handshake is gone, ms. */
const HANDSHAKE_MS = 10_000;
/** How often it is asked whether there is a newer certificate, ms. */
const LOOK_MS = 15_000;

const ASSETS = fileURLToPath(new URL('../../../../web/dist/assets', import.meta.url));

export interface TlsFrontSettings {
  readonly source: CertificateSource;
  /** Origin that phones open; asked when it is needed, as it is known once the port is. */
  readonly publicUrl: () => string;
  /** Whether a connection comes from this machine itself. */
  readonly isOwn: (socket: Socket) => boolean;
  readonly log: Logger;
}

/** Ends TLS for a server of plain http, on the same port, with a certificate that may be renewed meanwhile. */
export class TlsFront {
  private readonly secure;
  private shut: () => void = () => undefined;
  private looking: NodeJS.Timeout | undefined;

  constructor(private readonly settings: TlsFrontSettings) {
    const { cert, key } = settings.source.pair;
    this.secure = createServer({ cert, key, ALPNProtocols: ['http/1.1'], handshakeTimeout: HANDSHAKE_MS });
    this.secure.on('tlsClientError', (error, socket) => {
      settings.log.debug({ words: error.message }, 'a handshake failed'); // most often: a phone that does not trust us
      socket.destroy();
    });
  }

  /** Takes the connections of a server whose listeners are all there. */
  attach(server: HttpServer): void {
    const porch = openPorch(
      (request) => this.trustFor(request),
      (host) => this.homeOf(host),
    );
    this.shut = speakBoth(server, { secure: this.secure, porch, isOwn: this.settings.isOwn });
    this.looking = setInterval(() => {
      void this.look();
    }, LOOK_MS).unref();
  }

  /** Serves the trust page to those who come over https, or from this machine. */
  readonly trustPage: RequestHandler = (request, response, next) => {
    const answer = isReading(request) ? this.trustFor(request) : undefined;
    if (answer === undefined) next();
    else sendTrust(answer, response);
  };

  /** Takes a newer certificate where there is one; connections that are there keep theirs. */
  async look(now: Date = new Date()): Promise<void> {
    const { source, log } = this.settings;
    try {
      if (!(await source.look(now))) return;
      const { cert, key, chain } = source.pair;
      this.secure.setSecureContext({ cert, key });
      log.info({ until: chain[0].validTo }, 'a newer certificate is in use');
    } catch (error) {
      log.error({ words: (error as Error).message }, 'a newer certificate cannot be used: the old one stays');
    }
  }

  /** Stops taking connections, and ends those that have not said what they want. */
  close(): void {
    clearInterval(this.looking);
    this.shut();
  }

  private trustFor({ url = '/', headers }: IncomingMessage): TrustAnswer | undefined {
    const { source, publicUrl } = this.settings;
    if (source.authority === undefined) return undefined;
    return answerTrust({ url, acceptLanguage: headers['accept-language'] }, source.authority, publicUrl(), ASSETS);
  }

  /** Where https is spoken to whoever asked for `host`: there, if the certificate is for it. */
  private homeOf(host: string | undefined): string {
    const [certificate] = this.settings.source.pair.chain;
    const asked = `https://${host ?? ''}`;
    if (URL.canParse(asked)) {
      const url = new URL(asked);
      const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
      const isKnown = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
      if (isKnown !== undefined) return url.origin;
    }
    return this.settings.publicUrl().replace(/^http:/, 'https:');
  }
}
