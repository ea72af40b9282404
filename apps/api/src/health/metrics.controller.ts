import { Controller, Get, Header } from '@nestjs/common';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { Metrics } from '../platform/metrics/metrics.js';

@Controller('metrics')
@RequiredRole('none')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
