/**
 * The typed configuration of each stage. Stage `local` is the same two stacks on an emulator; `dev` and `prod` are AWS.
 *
 * Stage `prod` does not start while an adverse term of its procedure is assumed: the office decides each such rule,
 * either in `adverseTerms` below or in a JSON file of the same shape, `{ "<rule>": { "legalBasis": "<act>" } }`, named
 * on the command line: `npx cdk synth --context stage=prod --context adverseTerms=decisions.json`.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { assumedAdverseRules } from '../functions/domain/conditionality.ts';
import type { ProcedurePolicyId } from '../functions/domain/policies.ts';
import { mailDomain } from './names.ts';

export const stages = ['local', 'dev', 'prod'] as const;
export type StageName = (typeof stages)[number];

const text = z.string().check(z.minLength(1));
const mailbox = z.email();
const secureUrl = z.url({ protocol: /^https$/ });
/** Periods that CloudWatch Logs knows, of those we use. */
const retentionDays = z.literal([1, 30, 90, 365, 731]);

/** The act that a decision rests on. One that is only named in brackets is none: it was copied and not decided. */
const act = z.string().check(
  z.minLength(10),
  z.refine((named) => !/[<>]/.test(named), { error: 'name the act in the place of <…>' }),
);

/** What the office decided about one adverse term that no source gives: the act it rests on. */
const AdverseTerms = z.record(text, z.strictObject({ legalBasis: act }));
export type AdverseTerms = z.infer<typeof AdverseTerms>;

/** The region's SPID/CIE/CNS gateway, as an OpenID Connect provider; its claims in the provider's own names. */
const OidcProvider = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z0-9-]{3,32}$/)),
  issuer: secureUrl,
  clientId: text,
  /** Name of the secret that holds the client secret; the secret itself is in no file and no template. */
  clientSecretName: text,
  /** First label of the pool's sign-in address, unique in the region of AWS. */
  domainPrefix: z.string().check(z.regex(/^[a-z0-9-]{3,63}$/)),
  claims: z.strictObject({ fiscalCode: text, identityMeans: text }),
});
export type OidcProvider = z.infer<typeof OidcProvider>;

const StageConfig = z.strictObject({
  stage: z.enum(stages),
  region: z.string().check(z.regex(/^[a-z]{2}-[a-z]+-\d$/)),
  /** Sender of every communication, and where an answer goes. The sender's domain is the SES identity. */
  mail: z.strictObject({
    /** Shown beside the sender's address. */
    name: text,
    from: mailbox,
    replyTo: mailbox,
    /**
     * The sender's domain has proved itself to SES. `false` only until the DNS records that the first deployment of
     * stack Data puts out stand: Cognito and SES take neither sender nor policy of an unproved domain.
     */
    verified: z.boolean(),
    /**
     * Where the answers to a case's mail go, each case with a mailbox of its own: a subdomain of the sender's. `received`:
     * SES takes it in. It can where the General Reference of AWS lists an endpoint of SES for receiving mail in `region`
     * (for long in three regions alone: look before the first deployment), and once the DNS record stands that stack Data
     * puts out. Until then, with `false` or an unproved domain, answers go to `replyTo`, and nothing of SES for receiving
     * is deployed.
     */
    replies: z.strictObject({ domain: z.hostname(), received: z.boolean() }),
  }),
  portalUrl: z.url(),
  /** Who answers for the proceeding and who helps, as every mail says (L. 241/1990 arts 5, 8). */
  office: z.strictObject({
    responsibleOffice: text,
    help: z.strictObject({ phone: text, hours: text, desk: text }),
    /** The office's certified mailbox. */
    pec: mailbox,
    /** What English mails say in their place. */
    english: z.strictObject({ responsibleOffice: text, help: z.strictObject({ hours: text, desk: text }) }),
  }),
  /** Regional name of the API behind the content network; without it (`local`) the generated endpoint answers. */
  apiDomain: z.optional(z.hostname()),
  /** Citizens may sign up with a password: the historic procedure (S0:13) and `local` only. */
  passwordSignUp: z.boolean(),
  /** `custom:idp` and `custom:cf` stand for a federated provider: `local` only. */
  trustIdpAttribute: z.boolean(),
  oidcProvider: z.optional(OidcProvider),
  procedurePolicy: z.enum(['lombardia-2017'] satisfies ProcedurePolicyId[]),
  adverseTerms: AdverseTerms,
  /** Who is told of an alarm; without it the topic has no reader. */
  alarmMailbox: z.optional(mailbox),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN']),
  logRetentionDays: retentionDays,
  accessLogRetentionDays: retentionDays,
  /** Records, keys, accounts and logs survive the deletion of their stack. */
  retainData: z.boolean(),
  throttling: z.strictObject({ ratePerSecond: z.int().check(z.positive()), burst: z.int().check(z.positive()) }),
  /** What X-Ray records; each trace is paid. Stage `local` records none. */
  tracing: z.strictObject({
    /** Share of executions, 0 to 1, and how many a second whatever the share. */
    executions: z.strictObject({
      share: z.number().check(z.minimum(0), z.maximum(1)),
      perSecond: z.int().check(z.nonnegative()),
    }),
    /** Whether what the stream, the bus and the clock call begins traces of its own. */
    background: z.boolean(),
  }),
});
export type StageConfig = z.infer<typeof StageConfig>;

const common = {
  office: {
    responsibleOffice: 'Ufficio regionale per le politiche del lavoro',
    help: { phone: '800 000 000', hours: 'dal lunedì al venerdì, ore 9-17', desk: 'ogni Centro per l’Impiego' },
    pec: 'lavoro@pec.regione.example',
    english: {
      responsibleOffice: 'Regional office for labour policies (Ufficio regionale per le politiche del lavoro)',
      help: { hours: 'Monday to Friday, 9:00 to 17:00', desk: 'any job centre (Centro per l’Impiego)' },
    },
  },
  region: 'eu-south-1',
  procedurePolicy: 'lombardia-2017',
  adverseTerms: {},
  logLevel: 'INFO',
  trustIdpAttribute: false,
} as const;

const configurations = {
  local: {
    ...common,
    stage: 'local',
    mail: {
      name: 'Regione Lombardia - DID e patto di servizio (prova)',
      from: 'did@did.localhost.example',
      replyTo: 'assistenza@did.localhost.example',
      verified: false,
      replies: { domain: 'risposte.did.localhost.example', received: true },
    },
    portalUrl: 'http://localhost:8080',
    passwordSignUp: true,
    trustIdpAttribute: true,
    logRetentionDays: 1,
    accessLogRetentionDays: 1,
    retainData: false,
    throttling: { ratePerSecond: 1000, burst: 1000 },
    tracing: { executions: { share: 0, perSecond: 0 }, background: false },
  },
  dev: {
    ...common,
    stage: 'dev',
    mail: {
      name: 'Regione - DID (prova)',
      from: 'did@dev.did.regione.example',
      replyTo: 'assistenza@dev.did.regione.example',
      verified: true,
      replies: { domain: 'risposte.dev.did.regione.example', received: true },
    },
    portalUrl: 'https://dev.did.regione.example',
    apiDomain: 'api.dev.did.regione.example',
    passwordSignUp: true,
    logRetentionDays: 30,
    accessLogRetentionDays: 30,
    retainData: true,
    throttling: { ratePerSecond: 50, burst: 100 },
    tracing: { executions: { share: 1, perSecond: 1 }, background: true },
  },
  prod: {
    ...common,
    stage: 'prod',
    mail: {
      name: 'Regione - DID',
      from: 'did@did.regione.example',
      replyTo: 'assistenza@did.regione.example',
      verified: true,
      replies: { domain: 'risposte.did.regione.example', received: true },
    },
    portalUrl: 'https://did.regione.example',
    apiDomain: 'api.did.regione.example',
    passwordSignUp: false,
    oidcProvider: {
      name: 'Gateway',
      issuer: 'https://accesso.regione.example',
      clientId: 'did-portal',
      clientSecretName: 'did/prod/identity-gateway',
      domainPrefix: 'did-regione-prod',
      claims: { fiscalCode: 'fiscalNumber', identityMeans: 'identityMeans' },
    },
    alarmMailbox: 'allarmi@did.regione.example',
    logRetentionDays: 365,
    accessLogRetentionDays: 731,
    retainData: true,
    // Below the quota of Milan, 2 500 requests per second with bursts of 1 250 for the whole account.
    throttling: { ratePerSecond: 1000, burst: 1000 },
    tracing: { executions: { share: 0.1, perSecond: 0 }, background: false },
  },
} as const satisfies Record<StageName, z.input<typeof StageConfig>>;

/** Whether answers to mail reach the service: SES receives them, or locally who tries it hands them over. */
export function takesReplies({ stage, mail }: StageConfig): boolean {
  return mail.replies.received && (mail.verified || stage === 'local');
}

/** What a configuration must not say, in one sentence each. */
function faultsOf(config: StageConfig): string[] {
  const local = config.stage === 'local';
  const decided = Object.keys(config.adverseTerms);
  const assumed = assumedAdverseRules(config.procedurePolicy);
  const undecided = assumed.filter((rule) => !decided.includes(rule));
  const faults = [
    !local && config.trustIdpAttribute && 'trustIdpAttribute: only the local stage may take a user attribute for SPID',
    !local && !config.portalUrl.startsWith('https://') && 'portalUrl: only the local stage may do without https',
    !local &&
      !config.apiDomain &&
      'apiDomain: outside the local stage the generated endpoint is off, so a name is needed',
    !local && !config.retainData && 'retainData: outside the local stage the record must survive its stack',
    !config.mail.replies.domain.endsWith(`.${mailDomain(config)}`) &&
      "mail.replies.domain: only below the sender's domain has SES its proof",
    !config.passwordSignUp && !config.oidcProvider && 'oidcProvider: without password sign-up citizens cannot enter',
    config.throttling.burst > 1250 && 'throttling: Milan allows bursts of 1 250 for the whole account',
    ...decided
      .filter((rule) => !assumed.includes(rule))
      .map(
        (rule) =>
          `adverseTerms: "${rule}" is no assumed adverse rule of ${config.procedurePolicy} or of conditionality`,
      ),
    config.stage === 'prod' &&
      undecided.length > 0 &&
      `adverseTerms: ${config.procedurePolicy} and conditionality assume what can cost a person something, without a ` +
        'legal basis: ' +
        `${undecided.join(', ')}. The office decides each in infra/config.ts, or in a file given by ` +
        '--context adverseTerms=<file>: { "<rule>": { "legalBasis": "<act>" } }',
  ];
  return faults.filter((fault) => fault !== false);
}

/** Where a value does not fit, and how. */
function told(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
  const why = issue.code === 'custom' ? issue.message : issue.code;
  return `${issue.path.join('.') || 'configuration'}: ${why}${unknown}`;
}

/**
 * Parses and checks a stage's configuration.
 * @param values as in this file; anything unknown or missing is refused
 * @throws Error that names every fault, `prod` refuses adverse terms that are assumed and not decided
 */
export function checkConfig(values: unknown): StageConfig {
  const parsed = StageConfig.safeParse(values);
  if (!parsed.success) throw new Error(`Stage configuration.\n- ${parsed.error.issues.map(told).join('\n- ')}`);
  const faults = faultsOf(parsed.data);
  if (faults.length > 0) throw new Error(`Stage ${parsed.data.stage} does not start.\n- ${faults.join('\n- ')}`);
  return parsed.data;
}

/**
 * The configuration of the stage that the command line names.
 * @param stage value of `--context stage=`
 * @param told values of `--context adverseTerms=`, a JSON file with the office's decisions, and `--context portalUrl=`,
 *   where the local portal is served
 * @throws Error for an unknown stage, a file that cannot be read, or a configuration that does not hold
 */
export function configOf(
  stage: unknown,
  {
    adverseTermsFile,
    localPortalUrl,
  }: { adverseTermsFile?: string | undefined; localPortalUrl?: string | undefined } = {},
): StageConfig {
  const name = stages.find((known) => known === stage);
  if (!name) throw new Error(`Name the stage: --context stage=<${stages.join('|')}>`);
  const decided: unknown = adverseTermsFile ? JSON.parse(readFileSync(adverseTermsFile, 'utf8')) : {};
  const values = configurations[name];
  const portalUrl = (name === 'local' && localPortalUrl) || values.portalUrl;
  return checkConfig({ ...values, portalUrl, adverseTerms: { ...values.adverseTerms, ...Object(decided) } });
}
