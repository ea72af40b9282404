-- Run by psql when the database of docker-compose.yml starts for the first time: a role that owns its database alone.
\set password `cat /run/secrets/database-password`
CREATE ROLE wandcast LOGIN PASSWORD :'password';
CREATE DATABASE wandcast OWNER wandcast;
