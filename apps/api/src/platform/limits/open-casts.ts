import { Injectable } from '@nestjs/common';

/** Number of casts in progress on this node, to which other work gives way. */
@Injectable()
export class OpenCasts {
  count = 0;
}
