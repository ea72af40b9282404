import { parseArgs } from 'node:util';
import { parseEnginePreference, type EnginePreference } from '@wandcast/recognition';
import { z } from 'zod';

/** All that a server can be told, from flags and environment, parsed once. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Simulated wizards that join after the start. */
  readonly rehearse: number;
  /** An external PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Origin phones open, where it is not this machine's address. */
  readonly publicUrl: string | undefined;
  /** Print a link that makes another owner: for when the only one forgot their password. */
  readonly newOwner: boolean;
  readonly engine: EnginePreference;
  readonly logLevel: string;
}

export const USAGE = `npm start -- [options]
  --port 3000       port to listen on (PORT)
  --host 0.0.0.0    address to listen on
  --data .data      folder of the embedded database
  --rehearse N      adds N simulated wizards, so that the stage is alive without a phone
  --new-owner       prints a one-time link that makes another owner, should the only one be locked out
  --help            this text
Environment: DATABASE_URL (an external PostgreSQL >= 15), PUBLIC_URL (address that phones open),
TF_ENGINE (auto, node or wasm), LOG_LEVEL (debug, info, warn, error)`;

const flags = {
  port: { type: 'string' },
  host: { type: 'string', default: '0.0.0.0' },
  data: { type: 'string', default: '.data' },
  rehearse: { type: 'string', default: '0' },
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
  port: whole('--port', 65_535),
  host: z.string().min(1),
  dataFolder: z.string().min(1, '--data needs a folder'),
  rehearse: whole('--rehearse', 5_000),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgresql://')
    .optional(),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL must be an http or https address' })
    .transform((url) => new URL(url).origin)
    .optional(),
  logLevel: z.enum(
    ['debug', 'info', 'warn', 'error', 'silent'],
    'LOG_LEVEL must be debug, info, warn, error or silent',
  ),
});

/** @returns undefined where help was asked for  @throws Error with one line that names the flag or variable */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options | undefined {
  const { values } = parseArgs({ args: [...args], options: flags });
  if (values.help) return undefined;
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const parsed = schema.safeParse({
    port: values.port ?? given('PORT') ?? '3000',
    host: values.host,
    dataFolder: values.data,
    rehearse: values.rehearse,
    databaseUrl: given('DATABASE_URL'),
    publicUrl: given('PUBLIC_URL'),
    logLevel: given('LOG_LEVEL') ?? 'info',
  });
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'bad options');
  const { databaseUrl, publicUrl, ...rest } = parsed.data;
  const engine = parseEnginePreference(given('TF_ENGINE'));
  return { ...rest, databaseUrl, publicUrl, newOwner: values['new-owner'], engine };
}
