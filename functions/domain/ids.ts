import * as z from 'zod/mini';

/** Random identifier of a citizen's record; says nothing about the person. */
export const CitizenId = z.uuid().brand<'CitizenId'>();
export type CitizenId = z.infer<typeof CitizenId>;

/** Random identifier of a DID, drawn when the registration is received. */
export const DeclarationId = z.uuid().brand<'DeclarationId'>();
export type DeclarationId = z.infer<typeof DeclarationId>;

/** Identifier of a command: UUIDv5 of (subject, method, path, Idempotency-Key). */
export const CommandId = z.uuid().brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;

/** Identifier of a communication: UUIDv5 of (command, kind), so that one step has one mail of a kind. */
export const MailId = z.uuid().brand<'MailId'>();
export type MailId = z.infer<typeof MailId>;

/** Identifier of an appointment; calendars know it by this. */
export const AppointmentId = z.uuid().brand<'AppointmentId'>();
export type AppointmentId = z.infer<typeof AppointmentId>;

/** The `sub` claim of an account in the user pool. */
export const Subject = z.string().check(z.minLength(1), z.maxLength(128)).brand<'Subject'>();
export type Subject = z.infer<typeof Subject>;

/** `cpi-<slug>` for a job centre, `acc-<slug>` for an accredited operator. */
export const OperatorId = z
  .string()
  .check(z.regex(/^(cpi|acc)-[a-z0-9-]{1,60}$/, { error: 'operator-id' }))
  .brand<'OperatorId'>();
export type OperatorId = z.infer<typeof OperatorId>;

/** The number people quote on the telephone: the first 12 hex digits of the declaration's id, grouped. */
export function caseNumber(id: DeclarationId): string {
  const digits = id.replaceAll('-', '').slice(0, 12).toUpperCase();
  return `DID ${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
}

/** Number of the receipt given with a 202: day of receipt in Rome and 12 hex digits of the command's id. */
export function receiptNumber(id: CommandId, receivedOn: string): string {
  return `R-${receivedOn.replaceAll('-', '')}-${id.replaceAll('-', '').slice(0, 12).toUpperCase()}`;
}
