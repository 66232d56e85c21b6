import { Duration } from 'aws-cdk-lib';
import { Dashboard as Board, GraphWidget, Metric, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';
import { stateMachineArn } from '../permissions.ts';
import type { Api } from './api.ts';

/** One page that answers: are people served, does anything wait, does mail arrive. AWS only. */
export class Dashboard extends Construct {
  constructor(scope: Construct, config: StageConfig, api: Api) {
    super(scope, 'Dashboard');
    const period = Duration.minutes(5);
    const own = (metricName: string, statistic: string) =>
      new Metric({ namespace: 'did', metricName, dimensionsMap: { service: 'did' }, statistic, period });
    const ofApi = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: api.api.ref },
        statistic,
        period,
      });
    const ofMachine = (metricName: string) =>
      new Metric({
        namespace: 'AWS/States',
        metricName,
        dimensionsMap: { StateMachineArn: stateMachineArn(this, config) },
        statistic: 'Sum',
        period,
      });
    const graph = (title: string, left: Metric[]) => new GraphWidget({ title, left, width: 8, height: 6 });

    const board = new Board(this, 'Board', { dashboardName: namesOf(config.stage).function('lifecycle') });
    board.addWidgets(
      new Row(
        graph('Requests and refusals', [ofApi('Count', 'Sum'), ofApi('4xx', 'Sum'), ofApi('5xx', 'Sum')]),
        graph('Time to answer, milliseconds', [ofApi('Latency', 'p50'), ofApi('Latency', 'p99')]),
        graph('Commands', [
          own('CommandApplied', 'Sum'),
          own('CommandRefused', 'Sum'),
          own('CommandParked', 'Sum'),
          own('CommandFailed', 'Sum'),
        ]),
      ),
      new Row(
        graph('What waits, seconds', [
          own('OldestCommandSeconds', 'Maximum'),
          own('OldestMailSeconds', 'Maximum'),
          own('SweepLagSeconds', 'Maximum'),
        ]),
        graph('Mail', [
          own('MailSent', 'Sum'),
          own('MailDelivery', 'Sum'),
          own('MailBounce', 'Sum'),
          own('MailComplaint', 'Sum'),
          own('MailFailed', 'Sum'),
        ]),
        graph('Executions', [
          ofMachine('ExecutionsStarted'),
          ofMachine('ExecutionsFailed'),
          ofMachine('ExecutionsTimedOut'),
        ]),
      ),
    );
  }
}
