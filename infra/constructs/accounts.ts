import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolGroup,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { mailDomain, namesOf } from '../names.ts';
import { readsDirectory } from '../permissions.ts';
import { Federation } from './federation.ts';
import { type ServiceContext, ServiceFunction } from './service-function.ts';

const groups = ['operator', 'manager', 'inps', 'employer', 'admin', 'patronato'] as const;

/**
 * A pool asks for a second factor nobody, whoever has enrolled one, or everybody with a password. Without password
 * sign-up staff alone have one: everybody. With it citizens have one too, and whoever sets up a member of staff
 * enrols the second factor with him.
 */
function mfaOf(config: StageConfig): Mfa {
  if (config.stage === 'local') return Mfa.OFF;
  return config.passwordSignUp ? Mfa.OPTIONAL : Mfa.REQUIRED;
}

/** The user pool with its triggers, groups and clients. */
export class Accounts extends Construct {
  readonly pool: UserPool;
  /** Of the portal, then of the federated provider if there is one: the audiences of the tokens. */
  readonly clientIds: readonly [string, ...string[]];

  constructor(scope: Construct, context: ServiceContext) {
    super(scope, 'Accounts');
    const { config } = context;
    const names = namesOf(config.stage);
    const preSignUp = new ServiceFunction(this, 'PreSignUp', {
      ...context,
      name: 'pre-sign-up',
      description: "Refuses mailboxes that cannot be a citizen's own, and sign-up where the stage has none",
      environment: { PASSWORD_SIGN_UP: String(config.passwordSignUp) },
      statements: [readsDirectory(this, config)],
      timeout: Duration.seconds(5),
    });
    const preToken = new ServiceFunction(this, 'PreToken', {
      ...context,
      name: 'pre-token',
      description: 'Writes role, assurance and operator into the ID token',
      environment: {
        TRUST_IDP_ATTRIBUTE: String(config.trustIdpAttribute),
        HISTORIC_IDENTITY_MEANS: String(config.passwordSignUp),
      },
      timeout: Duration.seconds(5),
    });

    this.pool = new UserPool(this, 'Pool', {
      userPoolName: names.userPool,
      featurePlan: FeaturePlan.LITE,
      selfSignUpEnabled: config.passwordSignUp,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: false, mutable: true } },
      customAttributes: {
        idp: new StringAttribute({ maxLen: 32, mutable: true }),
        cf: new StringAttribute({ maxLen: 32, mutable: true }),
        operatorId: new StringAttribute({ maxLen: 64, mutable: true }),
        operatorKind: new StringAttribute({ maxLen: 16, mutable: true }),
        patronatoId: new StringAttribute({ maxLen: 64, mutable: true }),
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: mfaOf(config),
      ...(config.stage === 'local' ? {} : { mfaSecondFactor: { otp: true, sms: false } }),
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userVerification: {
        emailStyle: VerificationEmailStyle.CODE,
        emailSubject: 'Il tuo codice per il portale DID',
        emailBody: 'Il tuo codice è {####}. Se non lo hai chiesto tu, ignora questo messaggio. / Your code is {####}.',
      },
      email: config.mail.verified
        ? UserPoolEmail.withSES({
            fromEmail: config.mail.from,
            fromName: config.mail.name,
            replyTo: config.mail.replyTo,
            sesRegion: config.region,
            sesVerifiedDomain: mailDomain(config),
            configurationSetName: names.configurationSet,
          })
        : UserPoolEmail.withCognito(),
      lambdaTriggers: { preSignUp: preSignUp.function, preTokenGeneration: preToken.function },
      deletionProtection: config.retainData,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const groupName of groups) {
      new UserPoolGroup(this, `Group-${groupName}`, { userPool: this.pool, groupName });
    }

    const portal = new UserPoolClient(this, 'Portal', {
      userPool: this.pool,
      userPoolClientName: names.function('portal'),
      authFlows: config.stage === 'local' ? { userPassword: true, userSrp: true } : { userSrp: true },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });
    const { oidcProvider } = config;
    const federated = oidcProvider && new Federation(this, { pool: this.pool, config, oidcProvider });
    this.clientIds = federated ? [portal.userPoolClientId, federated.clientId] : [portal.userPoolClientId];

    accept(
      this.pool,
      'COG8',
      "The Lite plan is chosen: citizens enter by the region's gateway, staff by a second factor.",
    );
    if (mfaOf(config) !== Mfa.REQUIRED) {
      accept(
        this.pool,
        'COG2',
        'Citizens of the historic procedure have no second factor (S0:13); staff enrol one when they are set up.',
      );
    }
  }
}
