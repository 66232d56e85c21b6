import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { listedRecipients } from '../../infra/listed-domains.ts';
import { configFor, resourcesOf, templatesOf, templatesWith, theResource } from './stacks.ts';

const onAws = ['dev', 'prod'] as const;
const everywhere = ['local', ...onAws] as const;

describe.each(everywhere)('the record of stage %s', (stage) => {
  const { data } = templatesOf(stage);

  it('has its table with two indexes, stream, recovery, time to live and a key of its own', () => {
    data.template.hasResourceProperties('AWS::DynamoDB::Table', {
      TableName: `did-${stage}`,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'queue',
          KeySchema: [
            { AttributeName: 'queueOperator', KeyType: 'HASH' },
            { AttributeName: 'queueKey', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'agenda',
          KeySchema: [
            { AttributeName: 'agendaShard', KeyType: 'HASH' },
            { AttributeName: 'agendaDue', KeyType: 'RANGE' },
          ],
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  it('keeps the HMAC key whatever happens', () => {
    const { Properties } = theResource(data, 'AWS::KMS::Alias', { AliasName: `alias/did-${stage}-identity` });
    const key = data.parsed.Resources[String(Properties['TargetKeyId']).replace(/\.Arn$/, '')];
    expect([key?.DeletionPolicy, key?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    data.template.hasResourceProperties('AWS::KMS::Alias', { AliasName: `alias/did-${stage}-identity` });
    data.template.hasResourceProperties('AWS::KMS::Key', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  });

  it('trusts the user attribute for a federated provider in the local stage alone', () => {
    const environment = z.object({ Variables: z.record(z.string(), z.string()) });
    const { Properties } = theResource(data, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-pre-token` });
    expect(environment.parse(Properties['Environment']).Variables['TRUST_IDP_ATTRIBUTE']).toBe(
      String(stage === 'local'),
    );
  });

  it('lets a user write no attribute on which rights rest', () => {
    const Client = z.object({
      WriteAttributes: z.array(z.string()),
      ExplicitAuthFlows: z.array(z.string()),
      AllowedOAuthScopes: z._default(z.array(z.string()), []),
    });
    const clients = resourcesOf(data, 'AWS::Cognito::UserPoolClient').map(([, { Properties }]) =>
      Client.parse(Properties),
    );
    expect(clients.length).toBeGreaterThan(0);
    for (const client of clients) {
      expect(client.WriteAttributes).not.toContain('custom:operatorId');
      expect(client.WriteAttributes).not.toContain('custom:operatorKind');
      expect(client.WriteAttributes).not.toContain('custom:patronatoId');
      // Cognito maps a provider's claims with the client's right: such a client must give its users no way to use it.
      const byTheUser =
        client.AllowedOAuthScopes.includes('aws.cognito.signin.user.admin') ||
        client.ExplicitAuthFlows.some((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH');
      if (byTheUser) expect(client.WriteAttributes).toEqual(['email']);
    }
  });

  it('names what others look for', () => {
    expect(Object.keys(data.parsed.Outputs)).toEqual(
      expect.arrayContaining(['TableName', 'UserPoolId', 'UserPoolClientId', 'HmacKeyId']),
    );
    const parameters = resourcesOf(data, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties['Name']);
    expect(parameters.toSorted()).toEqual(
      ['client-ids', 'identity-key-arn', 'reply-key-arn', 'stream-arn', 'user-pool-id'].map(
        (name) => `/did/${stage}/${name}`,
      ),
    );
    const groups = resourcesOf(data, 'AWS::Cognito::UserPoolGroup').map(
      ([, { Properties }]) => Properties['GroupName'],
    );
    expect(groups.toSorted()).toEqual(['admin', 'employer', 'inps', 'manager', 'operator', 'patronato']);
  });
});

describe.each(onAws)('the record of stage %s on AWS', (stage) => {
  const { data } = templatesOf(stage);

  it('outlives its stack', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::KMS::Key']) {
      for (const [, { DeletionPolicy }] of resourcesOf(data, type))
        expect([type, DeletionPolicy]).toEqual([type, 'Retain']);
    }
    expect(theResource(data, 'AWS::DynamoDB::Table').Properties['DeletionProtectionEnabled']).toBe(true);
    expect(theResource(data, 'AWS::Cognito::UserPool').Properties['DeletionProtection']).toBe('ACTIVE');
  });

  it('takes no password in clear', () => {
    for (const [, { Properties }] of resourcesOf(data, 'AWS::Cognito::UserPoolClient')) {
      expect(Properties['ExplicitAuthFlows']).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    }
  });

  it('asks the DNS for what makes the sender its own', () => {
    expect(Object.keys(data.parsed.Outputs).filter((name) => name.startsWith('SenderDnsRecord'))).toHaveLength(3);
  });
});

describe('accounts', () => {
  it('of production are staff with a second factor, and citizens of the gateway', () => {
    const { data } = templatesOf('prod');
    data.template.hasResourceProperties('AWS::Cognito::UserPool', {
      UserPoolTier: 'LITE',
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    const { Properties } = theResource(data, 'AWS::Cognito::UserPoolIdentityProvider', { ProviderType: 'OIDC' });
    expect(Properties['AttributeMapping']).toEqual({ 'custom:cf': 'fiscalNumber', 'custom:idp': 'identityMeans' });
    expect(JSON.stringify(Properties)).toContain('{{resolve:secretsmanager:did/prod/identity-gateway');
  });

  it('of the historic procedure may have a second factor, and locally none', () => {
    expect(theResource(templatesOf('dev').data, 'AWS::Cognito::UserPool').Properties['MfaConfiguration']).toBe(
      'OPTIONAL',
    );
    expect(theResource(templatesOf('local').data, 'AWS::Cognito::UserPool').Properties['MfaConfiguration']).toBe('OFF');
  });

  it.each(everywhere)('of stage %s are led by their triggers', (stage) => {
    const { Properties } = theResource(templatesOf(stage).data, 'AWS::Cognito::UserPool');
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(Properties['LambdaConfig'])).toSorted()).toEqual([
      'PreSignUp',
      'PreTokenGeneration',
    ]);
  });
});

describe('the sender', () => {
  const Policy = z.object({
    Statement: z.tuple([
      z.object({
        Effect: z.literal('Deny'),
        Principal: z.literal('*'),
        Action: z.array(z.string()),
        Condition: z.object({ 'ForAnyValue:StringLike': z.object({ 'ses:Recipients': z.array(z.string()) }) }),
      }),
    ]),
  });

  it.each(onAws)('of stage %s is denied every listed domain and its subdomains, the user pool included', (stage) => {
    const denied = resourcesOf(templatesOf(stage).data, 'Custom::ListedDomains').flatMap(([, { Properties }]) => {
      const call = z.object({ action: z.string(), parameters: z.object({ Policy: z.string() }) });
      const { action, parameters } = call.parse(JSON.parse(z.string().parse(Properties['Create'])));
      expect(action).toBe('PutIdentityPolicy');
      expect(parameters.Policy.length).toBeLessThan(4096);
      const [statement] = Policy.parse(JSON.parse(parameters.Policy)).Statement;
      expect(statement.Action).toEqual(expect.arrayContaining(['ses:SendEmail', 'ses:SendRawEmail']));
      return statement.Condition['ForAnyValue:StringLike']['ses:Recipients'];
    });
    expect(denied.toSorted()).toEqual(listedRecipients().toSorted());
    expect(denied).toEqual(expect.arrayContaining(['*@inca.it', '*@*.inca.it']));
    expect(
      theResource(templatesOf(stage).data, 'AWS::Cognito::UserPool').Properties['EmailConfiguration'],
    ).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      ConfigurationSet: `did-${stage}`,
    });
  });

  it('that has not proved its domain yet is given neither to the pool nor a policy, which SES would not take', () => {
    const { mail } = configFor('dev');
    const { data } = templatesWith('dev', { mail: { ...mail, verified: false } });
    expect(resourcesOf(data, 'Custom::ListedDomains')).toEqual([]);
    expect(JSON.stringify(theResource(data, 'AWS::Cognito::UserPool'))).not.toContain('DEVELOPER');
  });

  it.each(everywhere)('of stage %s reports what became of each mail, by encrypted connections only', (stage) => {
    const { data } = templatesOf(stage);
    data.template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: `did-${stage}`,
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
    });
    const { Properties } = theResource(data, 'AWS::SES::ConfigurationSetEventDestination');
    expect(JSON.stringify(Properties)).toMatch(/send.*delivery.*bounce.*complaint/i);
  });
});
