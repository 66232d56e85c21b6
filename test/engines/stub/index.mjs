// Stands for every transition: answers what the command's own id says, once it was asked as a transition is asked.
import { setTimeout as sleep } from 'node:timers/promises';

export async function handler({ declarationId, generation, commandId, executionStartedAt }, { functionName }) {
  if (typeof declarationId !== 'string' || !Number.isInteger(generation) || Number.isNaN(Date.parse(executionStartedAt)))
    throw new RangeError('not asked as a transition is asked');
  const answers = JSON.parse(Buffer.from(commandId, 'base64url').toString('utf8'));
  const { throws, seconds, ...answer } = answers[functionName.replace(/^did-[a-z]+-/, '')];
  if (seconds) await sleep(seconds * 1000);
  if (throws) throw Object.assign(new Error('as the test wants'), { name: throws });
  return answer;
}
