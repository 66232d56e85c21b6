/** What a session says of a person: role, and how surely they proved who they are (S0:15, S0:25). */
import type { Assurance, Role } from './actor.ts';
import type { PlainDate } from './dates.ts';
import type { IdentityMeans, ProcedurePolicy } from './policies.ts';

/** The claims that the user pool's trigger writes; all flat text, since the API flattens arrays. */
export interface SessionClaims {
  readonly role: Role;
  readonly assurance: Assurance;
  readonly idp: string;
  readonly fiscalCode?: string;
  readonly operatorId?: string;
  readonly operatorKind?: string;
  readonly patronatoId?: string;
}

export interface AccountFacts {
  readonly groups: readonly string[];
  /** What the identity provider said, if its word is to be trusted; `undefined` for a password. */
  readonly idp: string | undefined;
  readonly fiscalCode: string | undefined;
  readonly operatorId: string | undefined;
  readonly operatorKind: string | undefined;
  readonly patronatoId?: string | undefined;
}

const staffRoles = ['operator', 'manager', 'inps', 'employer', 'admin', 'patronato'] as const;

/** `TINIT-` stands before the fiscal code in what SPID and CIE assert. */
const bareCode = (code: string) => code.replace(/^TINIT-/, '').toUpperCase();

const stillUsable = ({ until }: IdentityMeans, today: PlainDate, historic: boolean) =>
  historic || until === undefined || today <= until;

/**
 * The claims of a session. Strong: one of the policy's strong means, still usable on the day (Europe/Rome) or in the
 * historic procedure, that names a fiscal code. Anything else is basic. Staff get their group's role.
 */
export function sessionClaims(
  account: AccountFacts,
  policy: ProcedurePolicy,
  { today, historic }: { readonly today: PlainDate; readonly historic: boolean },
): SessionClaims {
  const role = staffRoles.find((staff) => account.groups.includes(staff)) ?? 'citizen';
  const means = policy.identityMeans.find(({ idp }) => idp === account.idp);
  const code = account.fiscalCode === undefined ? undefined : bareCode(account.fiscalCode);
  const strong = means?.strong === true && stillUsable(means, today, historic) && code !== undefined;
  const bound = role === 'citizen' ? strong || means !== undefined : true;
  return {
    role,
    assurance: strong ? 'strong' : 'basic',
    idp: means?.idp ?? 'PASSWORD',
    ...(bound && code !== undefined && { fiscalCode: code }),
    ...(role === 'operator' && account.operatorId !== undefined && { operatorId: account.operatorId }),
    ...(role === 'operator' && account.operatorKind !== undefined && { operatorKind: account.operatorKind }),
    ...(role === 'patronato' && account.patronatoId !== undefined && { patronatoId: account.patronatoId }),
  };
}
