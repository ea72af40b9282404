import { Controller, Delete, Get, HttpCode, NotFoundException, Param } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { RoomLeases } from './room-leases.service.js';

/** What nodes of one database tell each other. Only they know the ids of nodes. */
@Controller('api/nodes')
@RequiredRole('none')
export class NodesController {
  constructor(private readonly leases: RoomLeases) {}

  /** Whether the database answers this node, asked by one that it does not answer. */
  @Get(':id')
  @HttpCode(204)
  async hears(@Param('id') id: string): Promise<void> {
    const hears = await this.leases.hears(id);
    if (hears === undefined) throw new NotFoundException();
    if (!hears) throw new FailureError('overloaded');
  }

  /** That node has stopped to serve its rooms: this one takes them. */
  @Delete(':id')
  @HttpCode(204)
  async succeed(@Param('id') id: string): Promise<void> {
    if ((await this.leases.hears(id)) === undefined) throw new NotFoundException();
    await this.leases.succeed(id);
  }
}
