import { Controller, Get, Header, Query } from '@nestjs/common';
import { FailureError, type Summary } from '@wandcast/protocol';
import { z } from 'zod';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { SummaryService } from './summary.service.js';

const summaryQuery = z.object({ token: z.string().min(1).max(200) });

/** Public summary of an event. The token in the link grants access. */
@Controller('api/summary')
@RequiredRole('none')
export class SummaryController {
  constructor(private readonly summaries: SummaryService) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  show(@Query() query: unknown): Promise<Summary> {
    const { success, data } = summaryQuery.safeParse(query);
    if (!success) throw new FailureError('unauthorized');
    return this.summaries.open(data.token, Date.now());
  }
}
