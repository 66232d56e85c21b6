import * as z from 'zod/mini';
import { AwsRefusal, call } from './aws.ts';

/** The demo identities, by the names that stack.json uses. */
export const identityNames = [
  'citizenStrong',
  'citizenBasic',
  'operatorCpi',
  'operatorAccredited',
  'manager',
  'inps',
  'employer',
  'admin',
  'patronato',
] as const;
export type IdentityName = (typeof identityNames)[number];

interface Identity {
  readonly username: string;
  readonly description: string;
  readonly group?: 'operator' | 'manager' | 'inps' | 'employer' | 'admin' | 'patronato';
  readonly attributes: Readonly<Record<string, string>>;
}

/** One password for all: these accounts exist on this machine only. */
export const demoPassword = 'Prova-locale-2026!';

/** Invented people. Staff have fiscal codes of their own, because nobody may act on his own case. */
export const identities: Readonly<Record<IdentityName, Identity>> = {
  citizenStrong: {
    username: 'lucia.marini@posta.example',
    description: 'Cittadina entrata con SPID (livello forte)',
    attributes: { 'custom:idp': 'SPID', 'custom:cf': 'MRNLCU85T50F205C' },
  },
  citizenBasic: {
    username: 'paolo.riva@posta.example',
    description: 'Cittadino entrato con la sola password (livello base)',
    attributes: {},
  },
  operatorCpi: {
    username: 'giulia.bianchi@cpi-milano.example',
    description: 'Operatrice del centro per l’impiego di Milano',
    group: 'operator',
    attributes: { 'custom:cf': 'BNCGLI80C52F205P', 'custom:operatorId': 'cpi-milano', 'custom:operatorKind': 'cpi' },
  },
  operatorAccredited: {
    username: 'marco.ferri@acc-demo-milano.example',
    description: 'Operatore accreditato di Milano',
    group: 'operator',
    attributes: {
      'custom:cf': 'FRRMRC78A10F205H',
      'custom:operatorId': 'acc-demo-milano',
      'custom:operatorKind': 'accredited',
    },
  },
  manager: {
    username: 'elena.costa@cpi-milano.example',
    description: 'Responsabile regionale',
    group: 'manager',
    attributes: { 'custom:cf': 'CSTLNE70D45F205G', 'custom:operatorId': 'cpi-milano', 'custom:operatorKind': 'cpi' },
  },
  inps: {
    username: 'servizio@inps-demo.example',
    description: 'INPS',
    group: 'inps',
    attributes: { 'custom:cf': 'GRCNTN75H20H501J' },
  },
  employer: {
    username: 'personale@azienda-demo.example',
    description: 'Datore di lavoro',
    group: 'employer',
    attributes: { 'custom:cf': 'SLASRA82M60F205P' },
  },
  admin: {
    username: 'amministratore@regione-demo.example',
    description: 'Amministratore del servizio',
    group: 'admin',
    attributes: { 'custom:cf': 'VLLLCU73R15F205W' },
  },
  patronato: {
    username: 'sportello@patronato-demo.example',
    description: 'Operatrice di un patronato, che fa ciò che il cittadino le affida',
    group: 'patronato',
    attributes: { 'custom:cf': 'SLARTI72P55F205W', 'custom:patronatoId': 'pat-demo' },
  },
};

const Groups = z.object({ Groups: z.array(z.object({ GroupName: z.string() })) });

async function exists(endpoint: string, userPoolId: string, username: string): Promise<boolean> {
  try {
    await call(endpoint, 'cognito-idp', 'AdminGetUser', { UserPoolId: userPoolId, Username: username });
    return true;
  } catch (refusal) {
    if (refusal instanceof AwsRefusal && refusal.type === 'UserNotFoundException') return false;
    throw refusal;
  }
}

async function ensureIdentity(endpoint: string, userPoolId: string, identity: Identity): Promise<void> {
  const user = { UserPoolId: userPoolId, Username: identity.username };
  const attributes = { email: identity.username, email_verified: 'true', ...identity.attributes };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  if (await exists(endpoint, userPoolId, identity.username)) {
    await call(endpoint, 'cognito-idp', 'AdminUpdateUserAttributes', { ...user, UserAttributes });
  } else {
    await call(endpoint, 'cognito-idp', 'AdminCreateUser', { ...user, UserAttributes, MessageAction: 'SUPPRESS' });
  }
  await call(endpoint, 'cognito-idp', 'AdminSetUserPassword', { ...user, Password: demoPassword, Permanent: true });
  if (identity.group === undefined) return;
  const { Groups: groups } = Groups.parse(await call(endpoint, 'cognito-idp', 'AdminListGroupsForUser', user));
  if (groups.some((group) => group.GroupName === identity.group)) return;
  await call(endpoint, 'cognito-idp', 'AdminAddUserToGroup', { ...user, GroupName: identity.group });
}

/**
 * Makes every demo identity as described here, whatever was changed about it.
 * @throws AwsRefusal if the pool lacks a group or an attribute
 */
export async function ensureIdentities(endpoint: string, userPoolId: string): Promise<void> {
  for (const name of identityNames) await ensureIdentity(endpoint, userPoolId, identities[name]);
}

/** What stack.json says of each identity: `{username, password}`. */
export function demoCredentials(): Record<IdentityName, { username: string; password: string }> {
  const of = (name: IdentityName) => ({ username: identities[name].username, password: demoPassword });
  return {
    citizenStrong: of('citizenStrong'),
    citizenBasic: of('citizenBasic'),
    operatorCpi: of('operatorCpi'),
    operatorAccredited: of('operatorAccredited'),
    manager: of('manager'),
    inps: of('inps'),
    employer: of('employer'),
    admin: of('admin'),
    patronato: of('patronato'),
  };
}
