import type { PreTokenGenerationTriggerEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { dateInRome, instantOf } from '../domain/dates.ts';
import { procedurePolicies } from '../domain/policies.ts';
import { sessionClaims } from '../domain/session.ts';
import { environment, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';

const trustsAttribute = setting('TRUST_IDP_ATTRIBUTE') === 'true';
const historic = setting('HISTORIC_IDENTITY_MEANS') === 'true';
const policy = procedurePolicies[environment.procedurePolicy];

const Identities = z.array(z.object({ providerName: z.string() }));

/** Whether the account came through an identity provider: the pool alone writes `identities`. */
function isFederated(identities: string | undefined): boolean {
  if (identities === undefined) return false;
  return Identities.parse(JSON.parse(identities)).length > 0;
}

/**
 * Writes the claims of a session. What the provider said (`custom:idp`, `custom:cf`) counts for federated accounts;
 * locally, where there is no provider, for all (`TRUST_IDP_ATTRIBUTE`).
 */
export const handler = observed(async (event: PreTokenGenerationTriggerEvent) => {
  const { userAttributes, groupConfiguration } = event.request;
  const groups = groupConfiguration.groupsToOverride ?? [];
  const trusted = trustsAttribute || groups.length > 0 || isFederated(userAttributes['identities']);
  const claims = sessionClaims(
    {
      groups,
      idp: trusted ? userAttributes['custom:idp'] : undefined,
      fiscalCode: trusted ? userAttributes['custom:cf'] : undefined,
      operatorId: userAttributes['custom:operatorId'],
      operatorKind: userAttributes['custom:operatorKind'],
      patronatoId: userAttributes['custom:patronatoId'],
    },
    policy,
    { today: dateInRome(instantOf(Date.now())), historic },
  );
  event.response = { claimsOverrideDetails: { claimsToAddOrOverride: { ...claims } } };
  return event;
});
