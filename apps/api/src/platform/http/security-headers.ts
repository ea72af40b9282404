import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Security headers that allow content of this origin only; the same over http and https. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        upgradeInsecureRequests: null, // plain http on a local network must keep working
      },
    },
    // HSTS would break a later start without TLS, and other servers at the same host, such as localhost or 192.168.1.5.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false, // ignored, with a warning, on plain http
    originAgentCluster: false,
  });
}
