import {
  DeleteIdentityPolicyCommand,
  GetIdentityPoliciesCommand,
  ListIdentityPoliciesCommand,
  PutIdentityPolicyCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { denialPolicies, isDenialPolicy } from '../domain/third-wall.ts';
import type { ThirdWall } from './mailboxes.ts';

/** SES gives so many policies at once. */
const atOnce = 20;

/**
 * Makes the policies of the sender's SES identity say which domains no mail may go to: writes those that are new or
 * different, takes away what is left over, leaves alone what is not the third wall's.
 */
export function openThirdWall(ses: SESClient, identityArn: string): ThirdWall {
  const Identity = identityArn.slice(identityArn.indexOf('/') + 1);
  return async (denied) => {
    const wanted = denialPolicies(identityArn, denied);
    const { PolicyNames = [] } = await ses.send(new ListIdentityPoliciesCommand({ Identity }));
    const ours = PolicyNames.filter(isDenialPolicy).slice(0, atOnce);
    const there =
      ours.length === 0
        ? {}
        : (await ses.send(new GetIdentityPoliciesCommand({ Identity, PolicyNames: ours }))).Policies;
    for (const { name, document } of wanted) {
      if (there?.[name] === document) continue;
      await ses.send(new PutIdentityPolicyCommand({ Identity, PolicyName: name, Policy: document }));
    }
    for (const name of ours.filter((known) => !wanted.some((policy) => policy.name === known))) {
      await ses.send(new DeleteIdentityPolicyCommand({ Identity, PolicyName: name }));
    }
  };
}
