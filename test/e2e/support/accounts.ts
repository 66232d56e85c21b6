import * as z from 'zod/mini';
import { aws, Nothing } from './aws.ts';
import { codeIn } from './inbox.ts';
import { stack } from './stack.ts';

const password = 'Corretto-cavallo-7!';

/** What a digital identity asserts: the provider and whose it is. */
export interface DigitalIdentity {
  readonly idp: 'SPID' | 'CIE' | 'CNS' | 'INPS-PIN' | 'CLICLAVORO';
  readonly fiscalCode: string;
}

const Session = z.object({ AuthenticationResult: z.object({ IdToken: z.string(), AccessToken: z.string() }) });

/** Signs in and returns the session's tokens. */
export async function sessionOf(username: string, secret = password): Promise<{ id: string; access: string }> {
  const { AuthenticationResult } = await aws(
    'cognito-idp',
    'InitiateAuth',
    {
      ClientId: stack().clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: secret },
    },
    Session,
  );
  return { id: AuthenticationResult.IdToken, access: AuthenticationResult.AccessToken };
}

/** Signs in and returns the ID token, which the API takes. */
export async function signIn(username: string, secret = password): Promise<string> {
  return (await sessionOf(username, secret)).id;
}

/** Asks for an account with a mailbox for its name; the pool may refuse. */
export async function askForAccount(mailbox: string): Promise<void> {
  const { clientId: ClientId } = stack();
  const UserAttributes = [{ Name: 'email', Value: mailbox }];
  await aws('cognito-idp', 'SignUp', { ClientId, Username: mailbox, Password: password, UserAttributes }, Nothing);
}

/** Signs up with a mailbox, proves it with the code that comes to it, and signs in with the password alone. */
export async function signUp(mailbox: string): Promise<string> {
  await askForAccount(mailbox);
  const ConfirmationCode = await codeIn(mailbox);
  const { clientId: ClientId } = stack();
  await aws('cognito-idp', 'ConfirmSignUp', { ClientId, Username: mailbox, ConfirmationCode }, Nothing);
  return signIn(mailbox);
}

/** From now on the account comes in with this digital identity (what a federated provider would say). */
export async function bringIdentity(username: string, { idp, fiscalCode }: DigitalIdentity): Promise<string> {
  const UserAttributes = [
    { Name: 'custom:idp', Value: idp },
    { Name: 'custom:cf', Value: fiscalCode },
  ];
  const { userPoolId: UserPoolId } = stack();
  await aws('cognito-idp', 'AdminUpdateUserAttributes', { UserPoolId, Username: username, UserAttributes }, Nothing);
  return signIn(username);
}

/** Who works where: what an administrator writes into a staff account. */
export interface StaffAccount {
  readonly username: string;
  readonly group: 'operator' | 'manager' | 'inps' | 'employer' | 'admin' | 'patronato';
  readonly fiscalCode: string;
  readonly operatorId?: string;
  readonly operatorKind?: 'cpi' | 'accredited';
  readonly patronatoId?: string;
}

/** Makes a staff account and signs it in. */
export async function staff({ username, group, fiscalCode, ...works }: StaffAccount): Promise<string> {
  const { operatorId, operatorKind, patronatoId } = works;
  const user = { UserPoolId: stack().userPoolId, Username: username };
  const attributes = {
    email: username,
    email_verified: 'true',
    'custom:cf': fiscalCode,
    ...(operatorId !== undefined && { 'custom:operatorId': operatorId }),
    ...(operatorKind !== undefined && { 'custom:operatorKind': operatorKind }),
    ...(patronatoId !== undefined && { 'custom:patronatoId': patronatoId }),
  };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await aws('cognito-idp', 'AdminCreateUser', { ...user, UserAttributes, MessageAction: 'SUPPRESS' }, Nothing);
  await aws('cognito-idp', 'AdminSetUserPassword', { ...user, Password: password, Permanent: true }, Nothing);
  await aws('cognito-idp', 'AdminAddUserToGroup', { ...user, GroupName: group }, Nothing);
  return signIn(username);
}

/** The account of a demo identity, signed in. */
export function demo(
  name: 'operatorCpi' | 'operatorAccredited' | 'manager' | 'inps' | 'employer' | 'admin' | 'patronato',
) {
  const { username, password: secret } = stack().demo[name];
  return signIn(username, secret);
}

/** The `sub` of a token: the account that it stands for. */
export function subjectOf(token: string): string {
  const [, claims = ''] = token.split('.');
  return z.object({ sub: z.string() }).parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))).sub;
}
