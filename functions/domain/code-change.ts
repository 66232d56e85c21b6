/**
 * Another fiscal code for the same person: the definitive one in the place of a provisional one, or one that the Revenue
 * Agency has put right. Person, DID and days stay; both codes lead to the one record from then on.
 */
import type { Correction } from './declaration.ts';
import { type FiscalCode, isProvisionalFiscalCode } from './fiscal-code.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/**
 * What keeps a correction from giving a person another code: it is the one of today (`fiscal-code-same`), a provisional
 * one in the place of a definitive one (`fiscal-code-provisional-again`), or the person's data name another than the case
 * is to have (`fiscal-code-differs`).
 */
export function codeChangeProblem({ fiscalCode, person }: Correction, before: Person): Refusal | undefined {
  if (fiscalCode === before.fiscalCode) return refuse('fiscal-code-same', 'correction.fiscalCode');
  const backwards = fiscalCode !== undefined && isProvisionalFiscalCode(fiscalCode);
  if (backwards && !isProvisionalFiscalCode(before.fiscalCode)) {
    return refuse('fiscal-code-provisional-again', 'correction.fiscalCode');
  }
  return person !== undefined && person.fiscalCode !== (fiscalCode ?? before.fiscalCode)
    ? refuse('fiscal-code-differs', 'correction.person.fiscalCode')
    : undefined;
}

/** A person under the code of a correction, if it names one. */
export function underCode(person: Person, fiscalCode: FiscalCode | undefined): Person {
  return fiscalCode === undefined ? person : { ...person, fiscalCode };
}
