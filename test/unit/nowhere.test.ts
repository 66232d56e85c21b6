import { describe, expect, test } from 'vitest';
import { nowhere } from '../../functions/api/nowhere.ts';
import { worded } from '../../functions/api/problem.ts';

const id = '3f2b8c1e-5d4a-4c6b-9e0f-1a2b3c4d5e6f';

describe('a request that no route takes', () => {
  test.each([
    ['PATCH', '/v1/me', 'GET, PUT'],
    ['DELETE', '/v1/operators', 'GET, PUT'],
    ['HEAD', '/v1/health', 'GET'],
    ['OPTIONS', '/v1/declarations', 'GET, POST'],
    ['GET', `/v1/declarations/${id}/release`, 'POST'],
    ['POST', `/v1/declarations/${id}/appointments/${id}`, 'DELETE, PUT'],
    // Two patterns fit the path.
    ['TRACE', '/v1/operators/me/calendar', 'GET'],
    ['PUT', '/v1/operators/export', 'GET'],
  ])('%s %s is 405, and what may be asked is named', async (method, path, allow) => {
    expect(await worded(nowhere(method, path, 'en'))).toMatchObject({
      status: 405,
      headers: { 'content-type': 'application/problem+json', allow },
      body: { code: 'method-not-allowed', status: 405 },
    });
  });

  test.each([
    ['GET', '/v1/nowhere'],
    ['GET', '/v1/me/'],
    ['GET', '/v1//me'],
    ['GET', '/V1/me'],
    ['GET', '/v1/declarations//history'],
    ['PATCH', '/v1'],
    ['PATCH', '/'],
    // The gateway had a route for it, and did not take it.
    ['GET', '/v1/me'],
  ])('%s %s is 404', async (method, path) => {
    expect(await worded(nowhere(method, path, 'it'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
