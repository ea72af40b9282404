import { Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { toFailure } from '@wandcast/protocol';
import { createProxyServer, type ProxyServer } from 'httpxy';
import { clientAddress, type TrustCheck } from '../network/client-address.js';
import { liftTimeLimit } from './request-time-limit.js';

/** Marks what another node passed on: it is not passed on again, unless that one is cut off and cannot know whose it is. */
const FORWARDED = 'x-wandcast-forwarded';
type Mark = '1' | 'cut-off';

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
    this.proxy.on('proxyReqWs', (passedOn, request) => {
      passedOn.once('upgrade', () => this.retries.delete(request)); // later failures are no missing answer
    });
    this.proxy.on('error', (_error, request, response) => {
      if (response?.destroyed === true) return; // its client has gone
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

  /** Whether another node passed this request on, and how. */
  static markOf({ headers }: IncomingMessage): Mark | undefined {
    const mark = headers[FORWARDED];
    return mark === undefined || mark === 'cut-off' ? mark : '1';
  }

  /**
   * @param url origin of the other node  @param retry if it does not answer, once; without one, the client is told to try
   * again. With the mark `cut-off` it must not pass the request on: that may have had a body
   */
  web(request: IncomingMessage, response: ServerResponse, url: string, retry?: () => void, mark: Mark = '1'): void {
    this.retries.delete(request);
    liftTimeLimit(request); // the other node limits it
    if (retry !== undefined && (mark === 'cut-off' || !hasBody(request))) this.retries.set(request, retry);
    void this.proxy.web(request, response, { target: url, headers: this.headersOf(request, mark) });
  }

  /** The same for a websocket. @param head its first bytes  @param onFailed the client has to try again */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    url: string,
    onFailed: () => void,
    mark: Mark = '1',
  ): void {
    if (this.isClosed) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    this.retries.set(request, onFailed);
    socket.once('close', () => this.sockets.delete(socket));
    void this.proxy.ws(request, socket as never, { target: url, headers: this.headersOf(request, mark) }, head);
  }

  /** Closes what is passed on: a server does not stop before. */
  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets) socket.destroy();
    this.agent.destroy();
  }

  /** Who asked, and how: the other node trusts this one as it trusts a proxy. */
  private headersOf(request: IncomingMessage, mark: Mark): Record<string, string> {
    const { headers, socket } = request;
    const isTrusted = this.trusts(socket.remoteAddress ?? '', 0);
    const given = (name: string): string | undefined => (isTrusted ? [headers[name] ?? []].flat()[0] : undefined);
    return {
      [FORWARDED]: mark,
      'x-forwarded-for': clientAddress(request, this.trusts),
      'x-forwarded-proto': given('x-forwarded-proto') ?? ('encrypted' in socket ? 'https' : 'http'),
      'x-forwarded-host': given('x-forwarded-host') ?? headers.host ?? '',
    };
  }
}

/** What waits for the database: pages and `/health` do not. */
const OF_ROOMS = /^\/(api|socket\.io)\//;
const OF_NODES = '/api/nodes/';

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
  /** A node does not answer that was named for this address, or as a successor. */
  unanswered(url: string, node: string): void;
  /** Whether this node cannot serve rooms, and others can: what waited for it would only be held up. */
  readonly isCutOff: boolean;
  /** Origins of nodes that the database may answer while it does not answer this one; first the one to try. */
  readonly successors: readonly string[];
}

/** Another way for websockets to a node. @returns false if it does not take this one */
type Relay = (request: IncomingMessage, socket: Duplex, head: Buffer, node: string) => boolean;

/** Passes the requests and websockets on that belong to another node. Call it after all other listeners were added. */
export function forwardRequests(server: Server, forwarder: RequestForwarder, nodes: RequestNodes, relay: Relay): void {
  const requestListeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { url = '' } = request;
    if (nodes.isCutOff && OF_ROOMS.test(url)) {
      const successor = successorFor(request, nodes);
      if (successor === undefined) {
        refuse(response);
        return;
      }
      const onFailed = (): void => {
        nodes.unanswered(url, successor);
        refuse(response);
      };
      forwarder.web(request, response, successor, onFailed, 'cut-off');
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
        nodes.unanswered(url, node);
        whenKnown(request, nodes, handle, pass);
      });
    });
  });

  const upgradeListeners = server.listeners('upgrade');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request, socket, head) => {
    const { url = '' } = request;
    const pass = (node: string, mark?: Mark): void => {
      if (socket.destroyed || (mark === undefined && relay(request, socket, head, node))) return;
      const onFailed = (): void => {
        nodes.unanswered(url, node);
      };
      forwarder.upgrade(request, socket, head, node, onFailed, mark);
    };
    if (nodes.isCutOff) {
      const successor = successorFor(request, nodes);
      if (successor === undefined) socket.destroy();
      else pass(successor, 'cut-off');
      return;
    }
    const ignore = (): void => undefined; // a reset while it waits: nobody else listens yet
    socket.on('error', ignore);
    const handle = (): void => {
      socket.off('error', ignore);
      for (const listener of upgradeListeners) Reflect.apply(listener, server, [request, socket, head]);
    };
    whenKnown(request, nodes, handle, (node) => {
      pass(node);
    });
  });
}

/** What another node passed on is not passed on again, nor what nodes ask each other: this one must answer for itself. */
function successorFor(request: IncomingMessage, { successors }: RequestNodes): string | undefined {
  return RequestForwarder.markOf(request) !== undefined || (request.url ?? '').startsWith(OF_NODES)
    ? undefined
    : successors[0];
}

/** Handles a request at once if its node is known, and here if nobody can say whose it is. */
function whenKnown(
  request: IncomingMessage,
  nodes: RequestNodes,
  handle: () => void,
  pass: (node: string) => void,
): void {
  const { url = '' } = request;
  const isForThis = RequestForwarder.markOf(request) === '1';
  if (isForThis) nodes.accept(url);
  const finding = isForThis ? undefined : nodes.nodeOf(url);
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
