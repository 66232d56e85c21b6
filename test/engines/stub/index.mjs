// Stands for every transition: once it was asked as a transition is asked, it answers what the command's own id says.
import { setTimeout as sleep } from 'node:timers/promises';

const refused = { outcome: 'refused', next: 'registered', rollOver: false };

function answerTo(commandId, name) {
  if (commandId.includes('-')) return refused;
  return JSON.parse(Buffer.from(commandId, 'base64url').toString('utf8'))[name];
}

export async function handler({ declarationId, generation, commandId, executionStartedAt }, { functionName }) {
  if (
    typeof declarationId !== 'string' ||
    !Number.isInteger(generation) ||
    Number.isNaN(Date.parse(executionStartedAt))
  )
    throw new RangeError('not asked as a transition is asked');
  const { throws, seconds, ...answer } = answerTo(commandId, functionName.replace(/^did-[a-z]+-/, ''));
  if (seconds) await sleep(seconds * 1000);
  if (throws) throw Object.assign(new Error('as the test wants'), { name: throws });
  return answer;
}
