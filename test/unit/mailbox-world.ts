/** Citizens, a counter, an administrator, the outbox and the sweep around one table in memory, as to mailboxes. */
import './function-environment.ts';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { vi } from 'vitest';
import * as z from 'zod/mini';
import { handler as adminHandler } from '../../functions/api/admin.ts';
import { handler as meHandler } from '../../functions/api/me.ts';
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { addSeconds, type Instant } from '../../functions/domain/dates.ts';
import { send } from '../../functions/outbox/send.ts';
import { MailContext } from '../../functions/outbox/templates/context.ts';
import type { ThirdWall } from '../../functions/schedule/mailboxes.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { StoredMail } from '../../functions/store/mails.ts';
import { tableProtocol } from '../../functions/store/protocol.ts';
import { type Answered, type Call, call } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { machineArn } from './function-environment.ts';
import { MemoryTable } from './memory-table.ts';
import { quietTools } from './record-samples.ts';
import { mario, policy, receivedAt } from './samples.ts';
import { users } from './user-pool.ts';

export const memory = new MemoryTable();
const kms = mockClient(KMSClient);
const ses = mockClient(SESClient);
mockClient(SFNClient).on(ListExecutionsCommand).resolves({ executions: [] });
const sesClient = new SESClient({ region: 'eu-south-1' });

type Claims = Record<string, string>;

/** Somebody with an account, by password; its mailbox was proved at sign-up. */
export const byPassword = (sub: string, email: string): Claims => ({
  sub,
  role: 'citizen',
  assurance: 'basic',
  idp: 'PASSWORD',
  email,
  email_verified: 'true',
});
/** The same account by SPID. */
export const bySpid = (sub: string, email: string, fiscalCode: string = mario.fiscalCode): Claims => ({
  ...byPassword(sub, email),
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode,
});
export const counter: Claims = {
  sub: 'officer',
  role: 'operator',
  assurance: 'strong',
  operatorId: 'cpi-milano',
  operatorKind: 'cpi',
};
export const accreditedCounter: Claims = { ...counter, operatorId: 'acc-demo-milano', operatorKind: 'accredited' };
export const administrator: Claims = { sub: 'admin', role: 'admin', assurance: 'strong' };

/** Asks the API of the citizen's record. */
export const me = (action: ActionName, claims: Claims | undefined, asked: Call = {}): Promise<Answered> =>
  call(meHandler, action, { claims, ...asked });
/** Asks the API of administrators. */
export const admin = (action: ActionName, asked: Call = {}, claims: Claims | undefined = administrator) =>
  call(adminHandler, action, { claims, ...asked });

export const anna = {
  ...mario,
  fiscalCode: 'VRDNNA90A41F205M',
  givenName: 'Anna',
  familyName: 'Verdi',
  birthDate: '1990-01-01',
  birthPlace: 'F205',
};

// What a function remembers of an earlier test is old by the next.
let now = Date.parse(receivedAt);

/** Empties the world; the directory is there, and equal gives equal where a hash is keyed. */
export function begin(): void {
  vi.useFakeTimers({ toFake: ['Date'], now });
  memory.clear();
  givenDirectory(memory);
  forget();
  kms.reset();
  ses.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
  let sent = 0;
  ses.on(SendRawEmailCommand).callsFake(() => {
    sent += 1;
    return { MessageId: `ses-${sent}` };
  });
}

/** Lets the memory of what was read lately run out. */
export function forget(): void {
  now += 10_000;
  vi.setSystemTime(now);
}

export const later = (seconds: number): Instant => addSeconds(receivedAt, seconds);
export const hours = (count: number): Instant => later(count * 3600);

/** Items of an entity, as the table holds them. */
export const all = (entity: string) => memory.all(entity);
const Owned = z.object({ citizenId: z.string() });
export const citizenIdOf = (sub: string) => Owned.parse(memory.get({ pk: `SUB#${sub}`, sk: 'SUB' })).citizenId;
export const recordOf = (sub: string) => memory.get({ pk: `CITIZEN#${citizenIdOf(sub)}`, sk: 'PROFILE' });
export const codeOf = (sub: string) =>
  String(memory.get({ pk: `CITIZEN#${citizenIdOf(sub)}`, sk: 'CANDIDATE' })?.['code']);
/** Kinds of the mails so far. */
export const mailKinds = () => all('mail').map((mail) => StoredMail.parse(mail).parameters.kind);
export const tasks = () => all('task').filter(({ doneAt }) => doneAt === undefined);

/** Enters somebody's data, which must be taken. */
export async function enter(claims: Claims, person: object = mario): Promise<void> {
  const { status, body } = await me('write-me', claims, { body: person });
  if (status !== 201) throw new Error(`not entered: ${JSON.stringify(body)}`);
}

/** Names a mailbox and enters the code that came to it; gives the answer to the code. */
export async function prove(claims: Claims, mailbox: string, at: string = receivedAt): Promise<Answered> {
  const named = await me('name-mailbox', claims, { body: { mailbox }, at });
  if (named.status !== 202) return named;
  return me('prove-mailbox', claims, { body: { code: codeOf(String(claims['sub'])) }, at });
}

/** Sends all queued mail as the outbox would, at an instant; gives whom SES was handed mail for, mail by mail. */
export async function deliver(now: Instant = receivedAt): Promise<(readonly string[] | undefined)[]> {
  const before = ses.commandCalls(SendRawEmailCommand).length;
  const post = {
    table: memory.table,
    ses: sesClient,
    register: tableProtocol(memory.table, async () => {}),
    configurationSet: 'did-test',
    sender: { name: 'Regione', address: 'did@regione.example', replyTo: 'aiuto@regione.example' },
    context: MailContext.parse({
      bodyName: 'Regione di prova',
      portalUrl: 'https://did.regione.example/',
      privacyUrl: 'https://did.regione.example/privacy',
      responsibleOffice: 'Ufficio di prova',
      help: { phone: '+39020000000', hours: 'ore 9-17', desk: 'ogni Centro per l’impiego' },
      pec: 'lavoro@pec.regione.example',
    }),
    now: () => now,
  };
  for (const mail of all('mail')) await send(post, StoredMail.parse(mail), quietTools());
  return ses
    .commandCalls(SendRawEmailCommand)
    .slice(before)
    .map(({ args }) => args[0].input.Destinations);
}

/** The scheduled checks at an instant; no item may fail. */
export async function sweepAt(now: Instant, thirdWall?: ThirdWall): Promise<void> {
  const desk = {
    table: memory.table,
    machine: { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn },
    policy,
    users,
    thirdWall,
  };
  const { failed } = await sweep(desk, now, quietTools(), () => true);
  if (failed > 0) throw new Error(`${failed} items failed`);
}
