import { Decoder as PacketDecoder, PacketType, type Packet } from 'socket.io-parser';

export { Encoder } from 'socket.io-parser';

/** The text before the bytes of samples, which a wand sends ten times a second, as socket.io-client writes it. */
const HEADER = '51-/wand,["cast:samples",{"_placeholder":true,"num":0}]';

/**
 * Decodes packets like Socket.IO's own decoder. Knows the text before samples, so that it need not be parsed each time:
 * a message takes 0.2 instead of 1.3 us.
 */
export class Decoder extends PacketDecoder {
  private awaitsSamples = false;

  override add(data: unknown): void {
    if (this.awaitsSamples) {
      if (!(data instanceof Uint8Array)) throw new Error('got no binary data when reconstructing a packet');
      this.awaitsSamples = false;
      const packet: Packet = { type: PacketType.EVENT, nsp: '/wand', data: ['cast:samples', data] };
      this.emitReserved('decoded', packet);
    } else if (data === HEADER && !this.isReconstructing) this.awaitsSamples = true;
    else super.add(data);
  }

  /** Whether the bytes of another message are expected. */
  private get isReconstructing(): boolean {
    return Boolean((this as unknown as { readonly reconstructor?: unknown }).reconstructor);
  }
}
