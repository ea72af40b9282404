import { Module } from '@nestjs/common';
import { TeamHandlers } from './team.handlers.js';
import { TeamService } from './team.service.js';

@Module({ providers: [TeamService, TeamHandlers], exports: [TeamService] })
export class TeamModule {}
