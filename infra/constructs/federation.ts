import { SecretValue } from 'aws-cdk-lib';
import { CfnUserPoolClient, CfnUserPoolIdentityProvider, type UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { OidcProvider, StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';

export interface FederationProps {
  readonly pool: UserPool;
  readonly config: StageConfig;
  readonly oidcProvider: OidcProvider;
}

/**
 * Sign-in by the region's SPID/CIE/CNS gateway, with a client of its own. Cognito writes what it maps from a provider
 * with the client's right, so this client must be able to write it; therefore no one gets in by it with a password, and
 * its tokens lack the scope by which a user edits attributes. What a stranger writes by signing up with it is believed
 * by nobody: the token trigger looks for accounts of a provider.
 * No mailbox is taken from the provider: the portal has it proved.
 */
export class Federation extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, { pool, config, oidcProvider }: FederationProps) {
    super(scope, 'Federation');
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: oidcProvider.domainPrefix } });
    const provider = new CfnUserPoolIdentityProvider(this, 'Provider', {
      userPoolId: pool.userPoolId,
      providerName: oidcProvider.name,
      providerType: 'OIDC',
      providerDetails: {
        client_id: oidcProvider.clientId,
        // A reference that CloudFormation resolves; the secret is in no template.
        client_secret: SecretValue.secretsManager(oidcProvider.clientSecretName).unsafeUnwrap(),
        oidc_issuer: oidcProvider.issuer,
        attributes_request_method: 'GET',
        authorize_scopes: 'openid profile',
      },
      attributeMapping: {
        'custom:cf': oidcProvider.claims.fiscalCode,
        'custom:idp': oidcProvider.claims.identityMeans,
      },
    });
    const client = new CfnUserPoolClient(this, 'Client', {
      userPoolId: pool.userPoolId,
      clientName: namesOf(config.stage).function('federated'),
      // Left out, it would mean the password flows.
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      generateSecret: false,
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid'],
      callbackUrLs: [`${config.portalUrl}/`],
      logoutUrLs: [`${config.portalUrl}/`],
      supportedIdentityProviders: [provider.providerName],
      readAttributes: ['email'],
      writeAttributes: ['custom:cf', 'custom:idp'],
      tokenValidityUnits: { idToken: 'hours', accessToken: 'hours', refreshToken: 'hours' },
      idTokenValidity: 1,
      accessTokenValidity: 1,
      refreshTokenValidity: 12,
    });
    client.addResourceDependency(provider);
    this.clientId = client.ref;
  }
}
