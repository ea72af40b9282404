import { Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { toFailure } from '@wandcast/protocol';
import { createProxyServer, type ProxyServer } from 'httpxy';
import { clientAddress, type TrustCheck } from '../network/client-address.js';
import { liftTimeLimit } from './request-time-limit.js';

/** Marks what another node passed on: it is not passed on again. */
const FORWARDED = 'x-wandcast-forwarded';

/** How long another node may take to begin its answer, ms. */
const ANSWER_MS = 60_000;

/** How long it may take to accept a websocket, ms. */
const UPGRADE_MS = 4_000;

/** Passes requests and websockets on to another node. */
export class RequestForwarder {
  private readonly agent = new Agent({ keepAlive: true });
  /** Websockets that are passed on. */
  private readonly sockets = new Set<Duplex>();
  private isClosed = false;
  private readonly proxy: ProxyServer = createProxyServer({
    ...{ agent: this.agent, proxyTimeout: ANSWER_MS, upgradeTimeout: UPGRADE_MS },
  });

  /** What else can be done for a request whose node does not answer. */
  private readonly retries = new WeakMap<IncomingMessage, () => void>();

  /** @param trusts proxies that say whose requests they bring */
  constructor(private readonly trusts: TrustCheck) {
    this.proxy.on('error', (_error, request, response) => {
      const retry = request && this.retries.get(request);
      if (response === undefined || !('writeHead' in response) || response.headersSent) {
        response?.destroy();
        if (response !== undefined && !('writeHead' in response)) retry?.(); // of a websocket
        return;
      }
      if (retry === undefined) refuse(response);
      else retry();
    });
  }

  /** Whether another node passed this request on. */
  static isForwarded({ headers }: IncomingMessage): boolean {
    return headers[FORWARDED] !== undefined;
  }

  /**
   * @param url origin of the other node  @param retry if it does not answer, once; without one, the client is told to try
   * again
   */
  web(request: IncomingMessage, response: ServerResponse, url: string, retry?: () => void): void {
    this.retries.delete(request);
    liftTimeLimit(request); // the other node limits it
    if (retry !== undefined && !hasBody(request)) this.retries.set(request, retry);
    void this.proxy.web(request, response, { target: url, headers: this.headersOf(request) });
  }

  /** The same for a websocket. @param head its first bytes  @param onFailed the client has to try again */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: string, onFailed: () => void): void {
    if (this.isClosed) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    this.retries.set(request, onFailed);
    socket.once('close', () => this.sockets.delete(socket));
    void this.proxy.ws(request, socket as never, { target: url, headers: this.headersOf(request) }, head);
  }

  /** Closes what is passed on: a server does not stop before. */
  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets) socket.destroy();
    this.agent.destroy();
  }

  /** Who asked, and how: the other node trusts this one as it trusts a proxy. */
  private headersOf(request: IncomingMessage): Record<string, string> {
    const { headers, socket } = request;
    const isTrusted = this.trusts(socket.remoteAddress ?? '', 0);
    const given = (name: string): string | undefined => (isTrusted ? [headers[name] ?? []].flat()[0] : undefined);
    return {
      [FORWARDED]: '1',
      'x-forwarded-for': clientAddress(request, this.trusts),
      'x-forwarded-proto': given('x-forwarded-proto') ?? ('encrypted' in socket ? 'https' : 'http'),
      'x-forwarded-host': given('x-forwarded-host') ?? headers.host ?? '',
    };
  }
}

/** What waits for the database: pages and `/health` do not. */
const OF_ROOMS = /^\/(api|socket\.io)\//;

/** Tells a client to try again. */
function refuse(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify(toFailure('overloaded')));
}

/** A body that was sent to one node is not sent to another. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Which node a request belongs to. */
interface RequestNodes {
  /** Origin of the other node; undefined if the request is for this one, and at once where that is known. @param url path and query */
  nodeOf(url: string): undefined | Promise<string | undefined>;
  /** Another node passed the request on: it is for this one. */
  accept(url: string): void;
  /** The node that was named does not answer. */
  unanswered(url: string): void;
  /** Whether this node cannot serve rooms, and others can: what waited for it would only be held up. */
  readonly isCutOff: boolean;
}

/** Passes the requests and websockets on that belong to another node. Call it after all other listeners were added. */
export function forwardRequests(server: Server, forwarder: RequestForwarder, nodes: RequestNodes): void {
  const requestListeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { url = '' } = request;
    if (nodes.isCutOff && OF_ROOMS.test(url)) {
      refuse(response);
      return;
    }
    const handle = (): void => {
      if (response.destroyed) return;
      for (const listener of requestListeners) Reflect.apply(listener, server, [request, response]);
    };
    const pass = (node: string, retry?: () => void): void => {
      if (!response.destroyed) forwarder.web(request, response, node, retry);
    };
    whenKnown(request, nodes, handle, (node) => {
      pass(node, () => {
        nodes.unanswered(url);
        whenKnown(request, nodes, handle, pass);
      });
    });
  });

  const upgradeListeners = server.listeners('upgrade');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request, socket, head) => {
    const { url = '' } = request;
    if (nodes.isCutOff) {
      socket.destroy();
      return;
    }
    const ignore = (): void => undefined; // a reset while it waits: nobody else listens yet
    socket.on('error', ignore);
    const handle = (): void => {
      socket.off('error', ignore);
      for (const listener of upgradeListeners) Reflect.apply(listener, server, [request, socket, head]);
    };
    whenKnown(request, nodes, handle, (node) => {
      const onFailed = (): void => {
        nodes.unanswered(url);
      };
      if (!socket.destroyed) forwarder.upgrade(request, socket, head, node, onFailed);
    });
  });
}

/** Handles a request at once if its node is known, and here if nobody can say whose it is. */
function whenKnown(
  request: IncomingMessage,
  nodes: RequestNodes,
  handle: () => void,
  pass: (node: string) => void,
): void {
  const { url = '' } = request;
  const isForwarded = RequestForwarder.isForwarded(request);
  if (isForwarded) nodes.accept(url);
  const finding = isForwarded ? undefined : nodes.nodeOf(url);
  if (finding === undefined) {
    handle();
    return;
  }
  finding.then(
    (node) => {
      if (node === undefined) handle();
      else pass(node);
    },
    () => {
      handle(); // it fails there, with a reason
    },
  );
}
