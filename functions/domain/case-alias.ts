/**
 * The mailbox of a case: where the answers to its mail go. Its name holds the id of the DID and the beginning of a keyed
 * hash of it, so that nobody who has not had a mail of that case can write to it, and nothing has to be stored.
 */
import { DeclarationId } from './ids.ts';

/** 96 bits in hex: nobody hits upon them, and the name keeps within the 64 characters of RFC 5321. */
const sealLength = 24;
const form = new RegExp(
  `^r-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([0-9a-f]{${sealLength}})$`,
);

/** The mailbox of a case, from its keyed hash in hex. */
export function caseAlias(id: DeclarationId, mac: string, domain: string): string {
  return `r-${id.replaceAll('-', '')}${mac.slice(0, sealLength)}@${domain}`;
}

/**
 * Which case a mailbox of the domain names, case of letters aside; whether it is really that case's is told by
 * `caseAlias`. `undefined` if it is none.
 */
export function caseNamedBy(address: string, domain: string): DeclarationId | undefined {
  const [local, host] = address.toLowerCase().split('@');
  const [, ...parts] = host === domain ? (form.exec(local ?? '') ?? []) : [];
  return DeclarationId.safeParse(parts.slice(0, 5).join('-')).data;
}
