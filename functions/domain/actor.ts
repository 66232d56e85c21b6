import * as z from 'zod/mini';
import { CitizenId, OperatorId, PatronatoId, Subject } from './ids.ts';

export const roles = ['citizen', 'operator', 'manager', 'inps', 'employer', 'admin', 'patronato'] as const;
export type Role = (typeof roles)[number];

/** `strong`: the person proved who he is by SPID, CIE, CNS or INPS PIN and the proof names a fiscal code (S0:15). */
export const assurances = ['strong', 'basic'] as const;
export type Assurance = (typeof assurances)[number];

/** `cpi`: a public job centre. `accredited`: an operator accredited to the region's job services (S0:17). */
export const operatorKinds = ['cpi', 'accredited'] as const;
export type OperatorKind = (typeof operatorKinds)[number];

/** Who is asking, as the session's token says, with the citizen's record if the account has one. */
export const Actor = z.object({
  subject: Subject,
  /** `system`: the sweep, which nobody can sign in as. */
  role: z.enum([...roles, 'system']),
  assurance: z.enum(assurances),
  idp: z.optional(z.string()),
  fiscalCode: z.optional(z.string()),
  citizenId: z.optional(CitizenId),
  operatorId: z.optional(OperatorId),
  operatorKind: z.optional(z.enum(operatorKinds)),
  /** The body that somebody of a patronato works for. */
  patronatoId: z.optional(PatronatoId),
});
export type Actor = z.infer<typeof Actor>;
