// The only reader of process.env: every setting has its name, shape and default here.
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .optional()
  .transform((value) => value === '1' || value === 'true');

const Environment = z.object({
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(4300),
  HOST: z.string().default('0.0.0.0'),
  TRANSPORTER: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  TOANHA_DATA: z.string().optional(),
  TOANHA_PLUGINS: z.string().default(''),
  TOANHA_ADMIN_PASSWORD: z.string().min(8).optional(),
  TOANHA_SAMPLE: z.enum(['0', '1']).optional(),
  TOANHA_SECURE_COOKIE: flag,
  /** `smtp://user:password@host:587`, `smtps://` for TLS from the start; without it no e-mail leaves. */
  TOANHA_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s]+$/, 'smtp://host:port or smtps://host:port')
    .optional(),
  /** Whose e-mails they are: `Ban quản lý Sunrise <bql@sunrise.vn>`. */
  TOANHA_SMTP_FROM: z.string().min(3).optional(),
  TOANHA_TEST_SERVER: z.string().optional(),
});
export type Env = z.infer<typeof Environment>;

/** The process's settings; a wrong one is reported by name, all at once. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`wrong settings in the environment: ${problems.join('; ')}`);
}

/** Tests only: hands a setting on to processes started later. */
export function setEnv(name: keyof Env, value: string): void {
  process.env[name] = value;
}

/** Environment of a child process: ours and `extra`. */
export function childEnv(extra: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, ...extra };
}
