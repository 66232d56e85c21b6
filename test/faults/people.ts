/** Who acts in the stories, and how they ask the API: again and again until it answers, as people do. */
import { type ActionName, actions } from '../../functions/domain/authorisation.ts';
import type { World } from './world.ts';

/** A session, as the API's authorizer hands its claims on. */
export type Session = Readonly<Record<string, string>> & { readonly sub: string };

const signedIn = (sub: string, claims: Readonly<Record<string, string>>): Session => ({
  sub,
  token_use: 'id',
  ...claims,
});

const codes = { anna: 'VRDNNA90A41F205M', bruno: 'RSSMRA85T10A562S' };

/** With SPID; the gateway says nothing of a mailbox. */
export const anna = signedIn('anna', { role: 'citizen', assurance: 'strong', idp: 'SPID', fiscalCode: codes.anna });
/** With a password, at a mailbox that the pool proved. */
export const bruno = signedIn('bruno', {
  role: 'citizen',
  assurance: 'basic',
  idp: 'PASSWORD',
  email: 'bruno.rossi@libero.it',
  email_verified: 'true',
});
/** The same person with SPID. */
export const brunoSpid = signedIn('bruno-spid', {
  role: 'citizen',
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode: codes.bruno,
  email: 'bruno.rossi@libero.it',
  email_verified: 'true',
});
/** Claims Anna's code with a password. */
export const stranger = signedIn('stranger', {
  role: 'citizen',
  assurance: 'basic',
  idp: 'PASSWORD',
  email: 'chi.sa@libero.it',
  email_verified: 'true',
});
export const officer = signedIn('officer', {
  role: 'operator',
  assurance: 'strong',
  idp: 'SPID',
  operatorId: 'cpi-milano',
  operatorKind: 'cpi',
  fiscalCode: 'BNCGLI80C52F205P',
});
export const manager = signedIn('manager', {
  role: 'manager',
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode: 'CSTLNE70D45F205G',
});
export const admin = signedIn('admin', {
  role: 'admin',
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode: 'GLLPLA75E15F205K',
});
export const secondAdmin = signedIn('second-admin', {
  role: 'admin',
  assurance: 'strong',
  idp: 'SPID',
  fiscalCode: 'MRNLCU70A01F205X',
});
export const helper = signedIn('helper', {
  role: 'patronato',
  assurance: 'strong',
  idp: 'SPID',
  patronatoId: 'pat-inca',
  fiscalCode: 'SLARTI72P55F205W',
});
export const inps = signedIn('inps', { role: 'inps', assurance: 'strong', idp: 'SPID' });

const person = (fiscalCode: string, more: object) => ({
  fiscalCode,
  birthPlace: 'F205',
  citizenship: 'IT',
  domicile: { municipality: 'F205', address: 'Via Roma 1', postcode: '20121' },
  language: 'it',
  ...more,
});
export const annaMe = person(codes.anna, { givenName: 'Anna', familyName: 'Verdi', birthDate: '1990-01-01' });
export const brunoMe = person(codes.bruno, {
  givenName: 'Mario',
  familyName: 'Rossi',
  birthDate: '1985-12-10',
  birthPlace: 'A562',
});

export const data = {
  availability: { work: true, training: true },
  lastJobEndedOn: '2026-10-31',
  profile: { education: 'upper-secondary', everWorked: true, monthsSearching: 1, studying: false },
  privacyNoticeVersion: '2026-1',
};

export interface Asked {
  /** Fills `{id}` of the path. */
  readonly id?: string;
  /** Fills what else the path names. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** The Idempotency-Key, without which a command is refused. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks once. A function that dies or faults is a 500. */
export async function askOnce(world: World, who: Session, action: ActionName, asked: Asked = {}): Promise<Reply> {
  const { method, path, api } = actions[action];
  const event = {
    routeKey: `${method} /v1${path}`,
    rawPath: `/v1${path.replace('{id}', asked.id ?? '')}`,
    headers: { ...(asked.key && { 'idempotency-key': asked.key }) },
    pathParameters: { id: asked.id, ...asked.parameters },
    queryStringParameters: asked.query,
    body: typeof asked.body === 'string' ? asked.body : asked.body && JSON.stringify(asked.body),
    isBase64Encoded: false,
    requestContext: {
      http: { method },
      timeEpoch: world.clock,
      requestId: 'request',
      authorizer: { jwt: { claims: who } },
    },
  };
  try {
    const { statusCode, body } = Object(await world.invoke(`api-${api}`, action, event));
    // A file is no object: what it says is not asked here.
    const text = String(body);
    return { status: Number(statusCode), body: text.startsWith('{') ? JSON.parse(text) : {} };
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return { status: 500, body: { code: 'fault' } };
  }
}

/** Codes that say: nothing was done, ask again. */
const again = ['fault', 'command-pending', 'changed-meanwhile', 'wrong-status', 'telephone-limit'];
/** Codes that say to who asks again: it was done the first time. */
const doneBefore = ['command-not-failed', 'task-done', 'not-found', 'hold-none', 'record-missing'];

/** Asks as a person does who wants it done: the same once more in half a minute, for as long as it takes. */
export async function ask(world: World, who: Session, action: ActionName, asked: Asked = {}): Promise<Reply> {
  for (let tries = 0; tries < 200; tries += 1) {
    const reply = await askOnce(world, who, action, asked);
    const code = String(reply.body['code']);
    if (reply.status < 300 || (tries > 0 && doneBefore.includes(code))) return reply;
    if (!again.includes(code)) throw new Error(`${action}: ${JSON.stringify(reply.body)}`);
    await world.pass(world.clock + 30_000);
  }
  throw new Error(`${action} is never done`);
}
