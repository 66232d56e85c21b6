/** Which job centre a case is with. */
import { isLive, type Status } from './lifecycle.ts';

/**
 * The job centre that may decide on a case, and has what is to be done about it: the chosen one; that of the domicile
 * where an accredited operator was chosen. Where nobody was, none while the person may choose; that of the domicile once
 * it is to convene the person (D.Lgs. 150/2015 art. 20 c.1), or the case has ended and may have to be reopened.
 */
export function jobCentreOf<Id extends string>(followed: {
  readonly operatorId?: Id | undefined;
  readonly competentCpiId?: Id | undefined;
  readonly convenedAt?: string | undefined;
  readonly status?: Status | undefined;
}): Id | undefined {
  const { operatorId, competentCpiId, convenedAt, status } = followed;
  if (operatorId !== undefined) return isAccredited(operatorId) ? competentCpiId : operatorId;
  const isFree = convenedAt === undefined && (status === undefined || isLive(status));
  return isFree ? undefined : competentCpiId;
}

/** Whether a chosen operator is an accredited one: then what only a job centre may do is for that of the domicile. */
export function isAccredited(operatorId: string | undefined): boolean {
  return operatorId?.startsWith('acc-') ?? false;
}
