import { MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { CastsService } from './casts.service.js';
import type { EndMessage, FromNaive, Result, SampleMessage, StartMessage, ToNaive } from './messages.js';

/**
 * Wandcast as a first draft: a message and a row per sample, a prediction per cast on the main thread, and every result
 * broadcast to everyone. It is correct, and answers only after everything is stored.
 */
@WebSocketGateway({ transports: ['websocket'] })
export class CastsGateway {
  @WebSocketServer()
  private readonly server!: Server<ToNaive, FromNaive>;

  constructor(private readonly casts: CastsService) {}

  @SubscribeMessage('start')
  start(@MessageBody() message: StartMessage): void {
    this.casts.start(message);
  }

  @SubscribeMessage('sample')
  async sample(@MessageBody() message: SampleMessage): Promise<void> {
    await this.casts.add(message);
  }

  @SubscribeMessage('end')
  async end(@MessageBody() message: EndMessage): Promise<Result> {
    const result = await this.casts.finish(message.castId);
    this.server.emit('cast', result);
    return result;
  }
}
