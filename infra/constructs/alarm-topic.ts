import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';

/** Where alarms go. They name functions and counts, never a case, so that the topic needs no key of its own. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Alarms');
    this.topic = new Topic(this, 'Topic', { topicName: namesOf(config.stage).alarmTopic, enforceSSL: true });
    // A topic with a policy of its own has lost the default one, by which alarms got in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (config.alarmMailbox) this.topic.addSubscription(new EmailSubscription(config.alarmMailbox));
  }
}
