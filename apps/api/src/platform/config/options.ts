import { parseArgs } from 'node:util';
import { parseEnginePreference, type EnginePreference } from '@wandcast/recognition';
import { ROUND_LEAD_MS } from '@wandcast/protocol';
import { z } from 'zod';
import { externalDatabaseUrl } from './database-url.js';
import type { TlsMode } from '../tls/open-certificates.js';
import { trustedProxies } from '../network/trusted-proxies.js';

/** Server options, parsed from flags and environment at the start. */
export interface Options {
  /** `worker` trains models for the servers of its database; undefined serves rooms. */
  readonly role?: 'worker' | undefined;
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Number of simulated wizards that join after the start. */
  readonly rehearse: number;
  /** Time between the announcement and the start of a round, s. */
  readonly roundLead: number;
  /** Most participants in the room at once; undefined for the default. */
  readonly capacity?: number | undefined;
  /** Events that ended longer ago are deleted, days; undefined to keep them. */
  readonly keepDays?: number | undefined;
  /** Most memory of one process of a training, MB; undefined for the default. */
  readonly trainingMb?: number | undefined;
  /** External PostgreSQL; undefined to use the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Redis or Valkey, through which nodes relay to each other; undefined to pass on each socket. */
  readonly redisUrl?: string | undefined;
  /** Origin that phones open; undefined to detect it. */
  readonly publicUrl: string | undefined;
  /** Origin at which other nodes of the same database reach this one; undefined to detect it. */
  readonly nodeUrl?: string | undefined;
  readonly tls: TlsMode;
  /** Trusted proxies, as Express's `trust proxy` expects them. */
  readonly trustProxy: string;
  /** Print a link that creates another owner, in case the only one forgot their password. */
  readonly newOwner: boolean;
  readonly engine: EnginePreference;
  readonly logLevel: string;
}

export const USAGE = `npm start -- [options]
  --port 3000       port to listen on (PORT)
  --host 0.0.0.0    address to listen on
  --data .data      folder of the embedded database and of the --https certificate
  --https           serve https with a local certificate, to test your own phone
  --rehearse N      add N simulated wizards, to try the stage without a phone
  --round-lead 5    seconds between the announcement and the start of a round
  --capacity 1000   most wizards in the room at once (CAPACITY)
  --keep-days N     delete evenings that ended more than N days ago (KEEP_DAYS; default: keep them)
  --training-mb N   most memory of one process of a training, MB (TRAINING_MB; default: a quarter of what there is)
  --role server     or worker: train models for the servers of the same DATABASE_URL (ROLE)
  --new-owner       print a one-time link that creates another owner, if the only one is locked out
  --help            show this help
Environment: DATABASE_URL (an external PostgreSQL >= 15), DATABASE_PASSWORD_FILE (file with its password),
REDIS_URL (Redis 7 or Valkey, through which nodes of the same database relay phones), PUBLIC_URL (origin that phones open),
NODE_URL (origin at which other nodes of the same database reach this one),
TLS_CERT and TLS_KEY (PEM files), TRUST_PROXY (addresses of proxies on other machines),
TF_ENGINE (auto, node or wasm), LOG_LEVEL (debug, info, warn, error, silent)`;

const flags = {
  port: { type: 'string' },
  host: { type: 'string', default: '0.0.0.0' },
  data: { type: 'string', default: '.data' },
  https: { type: 'boolean', default: false },
  rehearse: { type: 'string', default: '0' },
  'round-lead': { type: 'string', default: String(ROUND_LEAD_MS / 1000) },
  capacity: { type: 'string' },
  'keep-days': { type: 'string' },
  'training-mb': { type: 'string' },
  role: { type: 'string' },
  'new-owner': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const whole = (name: string, most: number): z.ZodType<number> =>
  z.coerce
    .number(`${name} must be a number`)
    .int(`${name} must be a whole number`)
    .min(0, `${name} must not be negative`)
    .max(most, `${name} must be at most ${most}`);

const schema = z.object({
  role: z
    .enum(['server', 'worker'], '--role must be server or worker')
    .transform((role) => (role === 'worker' ? role : undefined)),
  port: whole('--port', 65_535),
  host: z.string().min(1),
  dataFolder: z.string().min(1, '--data needs a folder'),
  rehearse: whole('--rehearse', 5_000),
  // Phones count casts up to 2 s before a round toward it, because clocks differ.
  roundLead: whole('--round-lead', 60).refine((seconds) => seconds >= 2, '--round-lead must be at least 2'),
  capacity: whole('--capacity', 20_000)
    .refine((wizards) => wizards >= 1, '--capacity must be at least 1')
    .optional(),
  keepDays: whole('--keep-days', 36_500)
    .refine((days) => days >= 1, '--keep-days must be at least 1')
    .optional(),
  // Less holds no engine.
  trainingMb: whole('--training-mb', 1_000_000)
    .refine((mb) => mb >= 256, '--training-mb must be at least 256')
    .optional(),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgresql://')
    .optional(),
  redisUrl: z
    .url({ protocol: /^rediss?$/, error: 'REDIS_URL must be a redis or rediss address, such as redis://10.0.0.5:6379' })
    .optional(),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL must be an http or https address' })
    .transform((url) => new URL(url).origin)
    .optional(),
  nodeUrl: z
    .url({ protocol: /^http$/, error: 'NODE_URL must be an http address' })
    .transform((url) => new URL(url).origin)
    .optional(),
  trustProxy: trustedProxies,
  logLevel: z.enum(
    ['debug', 'info', 'warn', 'error', 'silent'],
    'LOG_LEVEL must be debug, info, warn, error or silent',
  ),
});

/** @returns undefined for --help  @throws Error with one line that names the flag or variable */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options | undefined {
  const { values } = parseArgs({ args: [...args], options: flags });
  if (values.help) return undefined;
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const parsed = schema.safeParse({
    role: values.role ?? given('ROLE') ?? 'server',
    port: values.port ?? given('PORT') ?? '3000',
    host: values.host,
    dataFolder: values.data,
    rehearse: values.rehearse,
    roundLead: values['round-lead'],
    capacity: values.capacity ?? given('CAPACITY'),
    keepDays: values['keep-days'] ?? given('KEEP_DAYS'),
    trainingMb: values['training-mb'] ?? given('TRAINING_MB'),
    databaseUrl: externalDatabaseUrl(env),
    redisUrl: given('REDIS_URL'),
    publicUrl: given('PUBLIC_URL'),
    nodeUrl: given('NODE_URL'),
    trustProxy: given('TRUST_PROXY') ?? '',
    logLevel: given('LOG_LEVEL') ?? 'info',
  });
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'bad options');
  const { databaseUrl, publicUrl, ...rest } = parsed.data;
  const engine = parseEnginePreference(given('TF_ENGINE'));
  const tls = parseTlsMode(values.https, given('TLS_CERT'), given('TLS_KEY'));
  return { ...rest, databaseUrl, publicUrl, tls, newOwner: values['new-owner'], engine };
}

function parseTlsMode(isLocal: boolean, cert: string | undefined, key: string | undefined): TlsMode {
  if (cert !== undefined && key !== undefined) {
    if (isLocal) throw new Error('--https and TLS_CERT cannot be combined');
    return { kind: 'files', cert, key };
  }
  if (cert !== undefined) throw new Error('TLS_CERT needs TLS_KEY, the file of its key');
  if (key !== undefined) throw new Error('TLS_KEY needs TLS_CERT, the file of its certificate');
  return { kind: isLocal ? 'local' : 'none' };
}
