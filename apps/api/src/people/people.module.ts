import { Global, Module } from '@nestjs/common';
import { PeopleNews } from './people-news.js';
import { PeopleTeller } from './people-teller.service.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';

@Global()
@Module({
  providers: [PeopleNews, PeopleRepository, PeopleService, PeopleTeller],
  exports: [PeopleNews, PeopleService],
})
export class PeopleModule {}
