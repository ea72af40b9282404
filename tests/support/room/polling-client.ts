/** A client of Engine.IO's HTTP long-polling by hand, which picks up its answers when it wants to. */
export interface PollingClient {
  /** Sends packets. @returns false if the server has closed the session */
  send(...packets: string[]): Promise<boolean>;
  /** Picks up what waits. @returns packets; undefined if the server has closed the session */
  poll(): Promise<string[] | undefined>;
}

/** Packets of one body are separated like this. */
const SEPARATOR = '\u001e';

/** @param address the client's, as a proxy reports it */
export async function openPolling(server: { readonly url: string }, address: string): Promise<PollingClient> {
  const headers = { 'X-Forwarded-For': address, connection: 'close' };
  const base = `${server.url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(base, { headers })).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  const url = `${base}&sid=${sid}`;
  return {
    async send(...packets) {
      const response = await fetch(url, { method: 'POST', headers, body: packets.join(SEPARATOR) });
      await response.body?.cancel();
      return response.ok;
    },
    async poll() {
      const response = await fetch(url, { headers });
      const text = await response.text();
      return response.ok ? text.split(SEPARATOR) : undefined;
    },
  };
}
