import { beforeAll, describe, expect, test } from 'vitest';
import { refusalWords } from '../../functions/api/refusal-words.ts';
import { demo } from './support/accounts.ts';
import { act, citizen, historyOf, identityDocument, pact, releasedAt, see } from './support/cases.ts';
import { inDays, today } from './support/people.ts';

describe('documents at the pact of a DID that was released with SPID', () => {
  let accredited = '';
  beforeAll(async () => {
    accredited = await demo('operatorAccredited');
  });

  test('an expired card warns the operator and blocks nothing; the warning stays in the history', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'acc-demo-milano');
    const body = { ...pact(), identityDocument: { ...identityDocument(), expiresOn: inDays(-1) } };
    expect(await act(accredited, `/declarations/${id}/pact`, body)).toMatchObject({
      state: 'applied',
      warnings: [
        {
          rule: 'identity-document-expired',
          field: 'identityDocument',
          detail: refusalWords['identity-document-expired'].it,
        },
      ],
    });
    expect(await see(who.token, id)).toMatchObject({ status: 'psp-signed', unemploymentConfirmedOn: today() });
    expect((await historyOf(who.token, id)).at(-1)).toMatchObject({
      event: 'sign-pact',
      warnings: [{ rule: 'identity-document-expired', field: 'identityDocument' }],
    });
  });

  test('no document at all is told and blocks nothing: the DID is authentic already', async () => {
    const who = await citizen('SPID', { citizenship: 'BR' });
    const id = await releasedAt(who, 'acc-demo-milano');
    const command = await act(accredited, `/declarations/${id}/pact`, pact());
    expect(command.state).toBe('applied');
    expect(command.warnings?.map(({ rule }) => rule)).toEqual(['identity-document-missing', 'permit-missing']);
  });

  test('an expired permit warns as well', async () => {
    const who = await citizen('CIE', { citizenship: 'BR' });
    const id = await releasedAt(who, 'acc-demo-milano');
    const permit = { kind: 'permit-of-stay', number: 'I7654321', expiresOn: inDays(-1) };
    const shown = { identityDocument: identityDocument(), permit };
    expect(await act(accredited, `/declarations/${id}/pact`, { ...pact(), ...shown })).toMatchObject({
      state: 'applied',
      warnings: [{ rule: 'permit-expired', field: 'permit' }],
    });
  });
});
