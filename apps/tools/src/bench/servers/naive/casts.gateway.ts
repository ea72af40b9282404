import { MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { CastsService } from './casts.service.js';
import type { EndMessage, FromNaive, Result, SampleMessage, StartMessage, ToNaive } from './messages.js';

/**
 * Wandcast as one would write it in an afternoon: a message and a row for every sample, a prediction for every cast on
 * the thread that serves everyone, and every result to everyone. It is right, and answers only when all is stored.
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
