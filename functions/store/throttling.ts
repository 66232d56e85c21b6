/** That AWS asks to be left alone for a moment: nothing is at fault and nothing was done. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const names: readonly string[] = [
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
];
const reasons: readonly string[] = ['None', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** Whether a call failed for nothing but that there were too many. */
export function isThrottled(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return error instanceof Error && names.includes(error.name);
  const { CancellationReasons: given = [] } = error;
  return given.length > 0 && given.every(({ Code = 'None' }) => reasons.includes(Code));
}
