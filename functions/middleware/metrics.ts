/** Where the metrics of all functions are found in CloudWatch; alarms and dashboard look there. */
export const namespace = 'did';
export const service = 'did';

/**
 * Counts as one log line in CloudWatch's embedded metric format, which CloudWatch makes metrics of by itself.
 * @param counts by metric, a hundred at most
 * @param at milliseconds since 1970
 */
export function embeddedMetrics(counts: ReadonlyMap<string, number>, at: number): string {
  const Metrics = [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' }));
  const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [['service']], Metrics }];
  return JSON.stringify({ _aws: { Timestamp: at, CloudWatchMetrics }, service, ...Object.fromEntries(counts) });
}
