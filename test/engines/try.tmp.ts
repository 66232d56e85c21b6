import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStateMachineCommand, GetExecutionHistoryCommand, SendTaskSuccessCommand, StartExecutionCommand, StopExecutionCommand, DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { startEngines, engineNames } from '/work/main/test/engines/engines.ts';
import { load } from '/work/main/test/statemachines/machine.ts';
const t0 = Date.now();
const e = await startEngines();
console.log('up', Date.now() - t0);
try {
for (const n of engineNames) {
  const t = Date.now();
  const c = e.states[n];
  const { stateMachineArn } = await c.send(new CreateStateMachineCommand({ name: 'did-dev-lifecycle', definition: JSON.stringify(load()), roleArn: 'arn:aws:iam::000000000000:role/x' }));
  const id = `case-${n}`;
  const cmd = (a: object) => Buffer.from(JSON.stringify(a)).toString('base64url');
  await e.dynamodb.send(new PutItemCommand({ TableName: 'did-dev', Item: { pk: { S: `WAIT#${id}` }, sk: { S: 'WAIT' }, generation: { N: '1' }, homeShard: { S: '03' } } }));
  const { executionArn } = await c.send(new StartExecutionCommand({ stateMachineArn, name: `${id}-1`, input: JSON.stringify({ declarationId: id, generation: 1, from: 'none', commandId: cmd({ register: { outcome: 'applied', next: 'registered', rollOver: false } }) }) }));
  await sleep(3000);
  const item = await e.dynamodb.send(new GetItemCommand({ TableName: 'did-dev', Key: { pk: { S: `WAIT#${id}` }, sk: { S: 'WAIT' } } }));
  console.log(n, JSON.stringify(item.Item), Date.now() - t);
  const tok = item.Item?.taskToken?.S;
  if (tok) { await c.send(new SendTaskSuccessCommand({ taskToken: tok, output: JSON.stringify({ commandId: cmd({ release: { throws: 'TypeError' }, park: {outcome: 'parked', next: 'registered', rollOver: false} }), verb: 'release' }) })); await sleep(9000); }
  const h = await c.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  for (const ev of h.events ?? []) { const { timestamp, id, previousEventId, type, ...r } = ev; console.log(' ', type, JSON.stringify(r).slice(0, 400)); }
  console.log((await c.send(new DescribeExecutionCommand({ executionArn }))).status);
  await c.send(new StopExecutionCommand({ executionArn }));
}
} finally { await e.stop(); }
