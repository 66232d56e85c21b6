import './function-environment.ts';
import type { PreSignUpTriggerEvent, PreTokenGenerationTriggerEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { context } from './api-calls.ts';
import { givenDirectory } from './directory.ts';
import { MemoryTable } from './memory-table.ts';
import { mario } from './samples.ts';

const memory = new MemoryTable();
givenDirectory(memory);

const common = {
  version: '1',
  region: 'eu-south-1',
  userPoolId: 'eu-south-1_pool',
  userName: 'somebody',
  callerContext: { awsSdkVersion: '3', clientId: 'client' },
};
const code = mario.fiscalCode;
const federated = JSON.stringify([{ userId: 'x', providerName: 'SPID', providerType: 'OIDC', primary: 'true' }]);

/** The trigger as a stage configures it. */
async function configured(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return {
    preToken: (await import('../../functions/identity/pre-token.ts')).handler,
    preSignUp: (await import('../../functions/identity/pre-sign-up.ts')).handler,
  };
}

afterEach(() => {
  vi.stubEnv('TRUST_IDP_ATTRIBUTE', 'false');
  vi.stubEnv('PASSWORD_SIGN_UP', 'true');
});

describe('the claims of a session', () => {
  const claimsOf = async (userAttributes: Record<string, string>, groups: string[] = [], trust = 'false') => {
    const { preToken } = await configured({ TRUST_IDP_ATTRIBUTE: trust });
    const event: PreTokenGenerationTriggerEvent = {
      ...common,
      triggerSource: 'TokenGeneration_Authentication',
      request: { userAttributes, groupConfiguration: { groupsToOverride: groups } },
      response: { claimsOverrideDetails: {} },
    };
    return (await preToken(event, context)).response.claimsOverrideDetails?.claimsToAddOrOverride;
  };
  const said = { 'custom:idp': 'SPID', 'custom:cf': `TINIT-${code}` };

  test('of who came through the provider are what it said', async () => {
    expect(await claimsOf({ ...said, identities: federated }, ['eu-south-1_pool_SPID'])).toEqual({
      role: 'citizen',
      assurance: 'strong',
      idp: 'SPID',
      fiscalCode: code,
    });
  });

  test.each([
    ['says so himself', said],
    ['has an empty list of providers', { ...said, identities: '[]' }],
  ])('of a password are basic, though the account %s', async (_, attributes) => {
    expect(await claimsOf(attributes)).toEqual({ role: 'citizen', assurance: 'basic', idp: 'PASSWORD' });
  });

  test('where the attribute stands for the provider, as locally, are what it says', async () => {
    expect(await claimsOf(said, [], 'true')).toMatchObject({ assurance: 'strong', idp: 'SPID', fiscalCode: code });
    expect(await claimsOf({}, [], 'true')).toEqual({ role: 'citizen', assurance: 'basic', idp: 'PASSWORD' });
  });

  test('of staff name role and operator', async () => {
    const office = { 'custom:operatorId': 'cpi-milano', 'custom:operatorKind': 'cpi' };
    expect(await claimsOf(office, ['operator'])).toMatchObject({
      role: 'operator',
      operatorId: 'cpi-milano',
      operatorKind: 'cpi',
    });
    expect(await claimsOf(office)).toEqual({ role: 'citizen', assurance: 'basic', idp: 'PASSWORD' });
  });
});

describe('the first wall, at sign-up (S0:11)', () => {
  const signUp = async (
    email: string | undefined,
    triggerSource: PreSignUpTriggerEvent['triggerSource'] = 'PreSignUp_SignUp',
    open = 'true',
  ) => {
    const { preSignUp } = await configured({ PASSWORD_SIGN_UP: open });
    const event: PreSignUpTriggerEvent = {
      ...common,
      triggerSource,
      request: { userAttributes: email === undefined ? {} : { email } },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    };
    return preSignUp(event, context);
  };

  test.each(['mario.rossi@libero.it', 'mario.inca@libero.it', 'ACLI.MARIO@gmail.com'])(
    '%s may come in',
    async (email) => {
      const { response } = await signUp(email);
      expect(response).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false });
    },
  );

  test.each([
    'milano@inca.it',
    'a@ufficio.inca.it',
    'utente@lavoro-demo.example',
    'utente@mail.lavoro-demo.example',
    'niente',
    undefined,
  ])('%s may not, and is told a rule, not the address', async (email) => {
    const told = await signUp(email).then(
      () => 'came in',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    expect(told).toMatch(/^[a-z-]+(\.[a-z-]+)*$/);
    expect(told).not.toContain('came in');
  });

  test('is for who signs up: the provider’s and the administrator’s accounts prove their mailbox at first entry', async () => {
    for (const source of ['PreSignUp_ExternalProvider', 'PreSignUp_AdminCreateUser'] as const) {
      expect((await signUp('milano@inca.it', source)).triggerSource).toBe(source);
    }
  });

  test('is shut where the stage has no password sign-up', async () => {
    await expect(signUp('mario.rossi@libero.it', 'PreSignUp_SignUp', 'false')).rejects.toThrow(
      'password-sign-up-closed',
    );
  });
});

describe('a function that is not told what it needs', () => {
  test.each(['TABLE_NAME', 'STAGE', 'PROCEDURE_POLICY'])('does not start without %s', async (name) => {
    const kept = process.env[name];
    vi.resetModules();
    vi.stubEnv(name, '');
    await expect(import('../../functions/middleware/environment.ts')).rejects.toThrow(name);
    vi.stubEnv(name, kept);
    vi.resetModules();
    expect((await import('../../functions/middleware/environment.ts')).environment.stage).toBe('local');
  });
});
