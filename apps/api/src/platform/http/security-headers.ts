import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { ownHosts, type OwnAddress } from '../network/page-origin.js';

/** Security headers that allow content of this origin only; the same over http and https. */
export function securityHeaders(server: OwnAddress): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        // Safari before 15.4 does not count WebSockets of this host as 'self'.
        connectSrc: ["'self'", (request) => webSocketsOf(request, server)],
        upgradeInsecureRequests: null, // plain http on a local network must keep working
      },
    },
    // HSTS would break a later start without TLS, and other servers at the same host, such as localhost or 192.168.1.5.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false, // ignored, with a warning, on plain http
    originAgentCluster: false,
  });
}

/** WebSocket sources of the page's own host. IPv6 addresses have no source; 'self' covers them. */
function webSocketsOf(request: IncomingMessage, server: OwnAddress): string {
  const { host } = new URL(server.publicUrl || 'http://localhost');
  const hosts = [...ownHosts(request, server), ...(server.networkAccess.isGiven ? [host] : [])];
  const named = [...new Set(hosts)].filter((name) => /^[a-z0-9.-]+(:\d{1,5})?$/.test(name));
  return named.flatMap((name) => [`ws://${name}`, `wss://${name}`]).join(' ') || "'self'";
}
