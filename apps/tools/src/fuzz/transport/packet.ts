/** Marks text that goes into JSON as it is, such as numbers that JavaScript cannot hold. */
const RAW = '\u0001raw:';

/** A number literal for the wire, such as `1e400`. */
export function rawNumber(literal: string): string {
  return RAW + literal;
}

/** An event as Socket.IO sends it: a text, and a frame for each part that is bytes. */
export interface EventPacket {
  readonly text: string;
  readonly attachments: readonly Uint8Array[];
}

/** @param id of the acknowledgement; undefined if none is wanted  @param args the name of the event first */
export function eventPacket(namespace: string, id: number | undefined, args: readonly unknown[]): EventPacket {
  const attachments: Uint8Array[] = [];
  const json = toJson(args, (bytes) => ({ _placeholder: true, num: attachments.push(bytes) - 1 }));
  const type = attachments.length > 0 ? `5${attachments.length}-` : '2';
  return { text: `4${type}${namespace},${id ?? ''}${json}`, attachments };
}

/** The packet that joins a namespace. */
export function connectPacket(namespace: string, auth: unknown): string {
  return `40${namespace},${toJson(auth)}`;
}

/** JSON with the numbers of {@link rawNumber}. @param ofBytes what stands for bytes */
export function toJson(value: unknown, ofBytes: (bytes: Uint8Array) => unknown = () => null): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? ofBytes(part) : part));
  return text.replace(/"\\u0001raw:([^"]*)"/g, '$1');
}

/** An acknowledgement that arrived. */
export interface Acknowledgement {
  readonly id: number;
  readonly value: unknown;
}

/** The acknowledgement in a packet; undefined if it is none. Bytes stay placeholders. */
export function readAcknowledgement(packet: string): Acknowledgement | undefined {
  const [, id, json = ''] = /^4(?:3|6\d+-)\/\w+,(\d+)(\[.*)$/s.exec(packet) ?? [];
  if (id === undefined) return undefined;
  return { id: Number(id), value: (JSON.parse(json) as unknown[])[0] };
}
