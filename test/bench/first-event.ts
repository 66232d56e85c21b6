/** The first event of a transition: what loading leaves undone until then must be paid as well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own, since runs are waited for: it answers every call of DynamoDB that nothing was found. */
const nothingFound = `
  const { createServer } = require('node:http');
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}'));
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

const event = {
  declarationId: '0f0e0d0c-0b0a-4908-8706-050403020100',
  commandId: '0f0e0d0c-0b0a-5908-8706-050403020100',
  generation: 1,
  executionStartedAt: '2026-01-01T00:00:00.000Z',
};

/**
 * A script that loads a transition from `./index.js` and lets it look for a command that is not there: it parses the
 * event, signs and sends one call, reads the answer, logs and throws. It fails if the transition ends in another way.
 * @param tell what the script does at its end
 */
export function firstEvent(tell: string): string {
  return `
    const context = { functionName: 'bench', awsRequestId: 'bench', getRemainingTimeInMillis: () => 10000 };
    require('./index.js').handler(${JSON.stringify(event)}, context).then(
      () => { throw new Error('found what is not there'); },
      (error) => { if (!error.message.includes('no such command')) throw error; },
    ).then(() => { ${tell} });`;
}

/** Starts the stand-in for DynamoDB; gives its address and how to stop it. */
export async function startNothingFound(): Promise<{ readonly endpoint: string; stop(): void }> {
  const server = spawn(process.execPath, ['-e', nothingFound], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  return { endpoint: `http://127.0.0.1:${String(port).trim()}`, stop: () => server.kill() };
}
