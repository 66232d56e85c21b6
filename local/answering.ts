import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { takenMail } from './feedback.ts';
import { Mail } from './inbox.ts';
import { readStack, running } from './instance.ts';
import { readMailRecord } from './mail-record.ts';
import { type Answer, deliverReply } from './replies.ts';

/** For so long the emulator may take to send on a mail that its SES has taken. */
const patience = 5000;

/**
 * Answers a mail on a running instance, as a person or a machine would, since the emulator's SES receives nothing.
 * @param mailId the `id` of a communication
 * @throws LocalProblem if the instance is not running, if SES has not taken such a mail, or if it is about no case
 */
export async function reply(dir: string, mailId: string, answer: Answer): Promise<void> {
  const { endpoint, tableName } = await running(dir);
  const { mails } = await readMailRecord(endpoint, tableName);
  // Where answers go is known to the server alone: the emulator's SES keeps no headers.
  const look = async () => {
    const response = await fetch(`${readStack(dir)?.inboxUrl}?format=json`);
    return takenMail(mailId, mails, z.array(Mail).parse(await response.json())).taken;
  };
  let taken = await look();
  for (const end = Date.now() + patience; taken.replyTo === undefined && Date.now() < end; taken = await look()) {
    await sleep(100);
  }
  await deliverReply(endpoint, taken, answer);
}
