import * as z from 'zod/mini';

const Environment = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  STAGE: z.enum(['local', 'dev', 'prod']),
  PROCEDURE_POLICY: z.literal('lombardia-2017'),
});

const parsed = Environment.parse(process.env);

/** What every function is told by its configuration; a value missing or wrong stops it before its first event. */
export const environment = {
  tableName: parsed.TABLE_NAME,
  stage: parsed.STAGE,
  procedurePolicy: parsed.PROCEDURE_POLICY,
};

/** A value that a function is told in some stages only. */
export function optionalSetting(name: string): string | undefined {
  return process.env[name];
}

/** A value that only some functions are told. Throws at start if it is missing. */
export function setting(name: string): string {
  return z
    .string()
    .check(z.minLength(1, { error: `${name} is not set` }))
    .parse(process.env[name]);
}
