-- What the process does: 'server' serves rooms, 'worker' trains models for the servers.
ALTER TABLE "nodes" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'server';
