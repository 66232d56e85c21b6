import type { Access } from '../domain/access.ts';
import type { CitizenId, DeclarationId } from '../domain/ids.ts';
import type { Party } from '../domain/lifecycle.ts';
import { noteAccess } from '../store/accesses.ts';
import type { Table } from '../store/table.ts';
import type { SignedRequest } from './http.ts';

/** What is looked at: whose, which case if one is shown, and what who looks is to it. */
export interface Seen {
  readonly citizenId: CitizenId;
  readonly declarationId?: DeclarationId | undefined;
  readonly party?: Party | undefined;
}

/**
 * Notes that staff, or who acts for the person, look at a person's data, before these are shown. A citizen's own look is not noted. Throws if it
 * cannot be noted: the request fails, nothing is shown.
 */
export async function noteLook(
  table: Table,
  { action, actor, receivedAt }: Pick<SignedRequest, 'action' | 'actor' | 'receivedAt'>,
  { citizenId, declarationId, party }: Seen,
): Promise<void> {
  const { role, subject, operatorId, patronatoId } = actor;
  const isHelper = party === 'delegate' || party === 'representative';
  if ((role === 'citizen' && !isHelper) || role === 'system') return;
  const access: Access = {
    citizenId,
    ...(declarationId !== undefined && { declarationId }),
    at: receivedAt,
    what: action,
    by: {
      subject,
      role,
      ...(party && { party }),
      ...(operatorId !== undefined && { operatorId }),
      ...(patronatoId !== undefined && { patronatoId }),
    },
  };
  await noteAccess(table, access);
}
