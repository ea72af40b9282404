import { fileURLToPath } from 'node:url';

/** Arguments with which Node runs the server, as `npm start` and the Docker image do; the server's own follow. */
export const SERVER_ENTRY: readonly string[] = [
  '--enable-source-maps',
  '--conditions=bundle',
  fileURLToPath(new URL('../../../api/dist/bundle/main.js', import.meta.url)),
];
