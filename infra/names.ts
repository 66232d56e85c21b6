import type { StageConfig, StageName } from './config.ts';

/** Fixed names, made of the stage alone: stacks find each other by them, and running executions hold on to them. */
export function namesOf(stage: StageName) {
  const own = (name: string) => `did-${stage}-${name}`;
  return {
    table: `did-${stage}`,
    bus: `did-${stage}`,
    userPool: `did-${stage}`,
    configurationSet: `did-${stage}`,
    stateMachine: own('lifecycle'),
    replyKeyAlias: `alias/did-${stage}-replies`,
    receiptRuleSet: `did-${stage}`,
    receiptRule: 'replies',
    /** Names of buckets are the world's, so that the account is part of them. */
    messageBucket: (account: string) => own(`messages-${account}`),
    /** What the names of messages begin with. */
    messagePrefix: 'messages/',
    identityKeyAlias: `alias/did-${stage}-identity`,
    alarmTopic: own('alarms'),
    deadLetters: (reader: string) => own(`${reader}-dead-letters`),
    function: own,
    /** Where stack Data leaves what cannot be named beforehand, for stack App. */
    parameter: (name: string) => `/did/${stage}/${name}`,
  } as const;
}

/** The domain of the sender's mailbox: the SES identity. */
export function mailDomain(config: StageConfig): string {
  return config.mail.from.slice(config.mail.from.indexOf('@') + 1);
}
