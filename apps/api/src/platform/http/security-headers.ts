import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Lets nothing in from elsewhere; the same over http and https. */
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
    // Whoever ends TLS may do so today and not tomorrow, at an address that others use too: localhost, 192.168.1.5.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false, // ignored, with a warning, on plain http
    originAgentCluster: false,
  });
}
