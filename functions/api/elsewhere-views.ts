/** What a case shows of a DID that is made elsewhere: at INPS, or long ago at a job centre. */
import type { DidCase } from '../domain/declaration.ts';
import { type InpsRecord, protocolWarnings } from '../domain/inps.ts';
import { isAsked } from '../domain/old-did.ts';

/** Both accounts of the application side by side, the earlier DID, and the benefit that rests on the DID. */
export function elsewhereView({ inps, oldDid, benefit }: DidCase) {
  return {
    inps: inps ? inpsView(inps) : null,
    oldDid: oldDid ? oldDidView(oldDid) : null,
    benefit: benefit ? { kind: benefit.kind } : null,
  };
}

function inpsView({ stated, applications, verified, mismatch }: InpsRecord) {
  const account = verified ?? stated;
  return {
    stated: stated
      ? {
          state: stated.state,
          kind: stated.kind,
          appliedOn: stated.appliedOn ?? null,
          protocol: stated.protocol ?? null,
        }
      : null,
    told: (applications ?? []).map(({ kind, appliedOn, protocol, filedBy, state }) => ({
      kind,
      appliedOn,
      protocol,
      filedBy,
      state,
    })),
    verified: verified ? { appliedOn: verified.appliedOn, protocol: verified.protocol, on: verified.on } : null,
    mismatch: mismatch
      ? {
          fields: mismatch.fields,
          decided: mismatch.decided
            ? { choice: mismatch.decided.choice, reason: mismatch.decided.reason, on: mismatch.decided.on }
            : null,
        }
      : null,
    warnings: account ? protocolWarnings(account, 'protocol').map(({ rule, field }) => ({ rule, field })) : [],
  };
}

function oldDidView(oldDid: NonNullable<DidCase['oldDid']>) {
  const { cpiId, cpiName, statedDate, askedAt, answer } = oldDid;
  return {
    jobCentre: { id: cpiId ?? null, name: cpiName },
    statedDate: statedDate ?? null,
    askedAt,
    open: isAsked(oldDid),
    answer: answer
      ? { valid: answer.valid, didDate: answer.didDate ?? null, reason: answer.reason ?? null, on: answer.on }
      : null,
  };
}
