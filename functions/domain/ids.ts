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

/**
 * What a person says on the telephone for their case: six signs of Crockford's base 32, which has no I, L, O and U; what
 * is heard or written for 1 and 0 is read as such.
 */
export const TelephoneCode = z
  .string()
  .check(
    z.overwrite((text) => text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0')),
    z.regex(/^[0-9A-HJKMNP-TV-Z]{6}$/),
  )
  .brand<'TelephoneCode'>();
export type TelephoneCode = z.infer<typeof TelephoneCode>;

/** `pat-<slug>` for a patronato. */
export const PatronatoId = z
  .string()
  .check(z.regex(/^pat-[a-z0-9-]{1,60}$/, { error: 'patronato-id' }))
  .brand<'PatronatoId'>();
export type PatronatoId = z.infer<typeof PatronatoId>;

/** Identifier of a mandate: UUIDv5 of the request that gave it. */
export const MandateId = z.uuid().brand<'MandateId'>();
export type MandateId = z.infer<typeof MandateId>;

/** The number people quote on the telephone: the first 12 hex digits of the declaration's id, grouped. */
export function caseNumber(id: DeclarationId): string {
  return grouped(id.replaceAll('-', '').slice(0, 12).toUpperCase());
}

const grouped = (digits: string) => `DID ${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;

/** The number of a case as people write it, brought into the form of `caseNumber`; DID and the dashes may be missing. */
export const CaseNumber = z
  .string()
  .check(
    z.regex(/^(DID )?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}$/),
    z.overwrite((text) =>
      grouped(
        text
          .slice(text.startsWith('DID ') ? 4 : 0)
          .replaceAll('-', '')
          .toUpperCase(),
      ),
    ),
  )
  .brand<'CaseNumber'>();
export type CaseNumber = z.infer<typeof CaseNumber>;

/** Number of the receipt given with a 202: day of receipt in Rome and 12 hex digits of the command's id. */
export function receiptNumber(id: CommandId, receivedOn: string): string {
  return `R-${receivedOn.replaceAll('-', '')}-${id.replaceAll('-', '').slice(0, 12).toUpperCase()}`;
}
