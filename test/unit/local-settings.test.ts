import { expect, test } from 'vitest';
import { LocalProblem, settingsFrom } from '../../local/settings.ts';

test('the portal and the local AWS have ports of their own, or the person is told how to give them some', () => {
  expect(settingsFrom({})).toMatchObject({ port: 8080, awsPort: 4566 });
  for (const environment of [{ PORT: '9000', LOCAL_AWS_PORT: '9000' }, { PORT: '4566' }, { LOCAL_AWS_PORT: '8080' }]) {
    expect(() => settingsFrom(environment)).toThrow(LocalProblem);
    expect(() => settingsFrom(environment)).toThrow(/PORT.*LOCAL_AWS_PORT.*Choose two/);
  }
});

test('what is no port is said so', () => {
  for (const text of ['0', '65536', 'web', '80.5'])
    expect(() => settingsFrom({ PORT: text })).toThrow(/no port number/);
});
