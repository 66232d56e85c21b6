import { CfnOutput, Stack } from 'aws-cdk-lib';
import { StringListParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { Accounts } from '../constructs/accounts.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { IdentityKey } from '../constructs/identity-key.ts';
import { ListedDomainsPolicy } from '../constructs/listed-domains-policy.ts';
import { Mail } from '../constructs/mail.ts';
import { MessageBucket } from '../constructs/message-bucket.ts';
import { RecordTable } from '../constructs/record-table.ts';
import { ReplyKey } from '../constructs/reply-key.ts';
import type { ServiceContext } from '../constructs/service-function.ts';
import { namesOf } from '../names.ts';

/** What must outlive every deployment: the record, keys, accounts, the sender. Changed seldom, never replaced. */
export class DataStack extends Stack {
  constructor(scope: Construct, context: ServiceContext) {
    const { config } = context;
    super(scope, `Did-${config.stage}-Data`, {
      env: { region: config.region },
      description: `DID and PSP, stage ${config.stage}: record, keys, accounts, sender`,
      terminationProtection: config.retainData,
    });
    const record = new RecordTable(this, config);
    const identity = new IdentityKey(this, config);
    const accounts = new Accounts(this, context);
    const mail = new Mail(this, config);
    const replies = new ReplyKey(this, config);
    new MessageBucket(this, config);
    new DeadLetters(this, config);
    new AlarmTopic(this, config);
    if (config.mail.verified) new ListedDomainsPolicy(this, config, mail.identity);

    const names = namesOf(config.stage);
    const leave = (id: string, name: string, stringValue: string) =>
      new StringParameter(this, id, { parameterName: names.parameter(name), stringValue });
    leave('StreamArnParameter', 'stream-arn', record.table.tableStreamArn ?? '');
    leave('IdentityKeyArnParameter', 'identity-key-arn', identity.key.keyArn);
    leave('ReplyKeyArnParameter', 'reply-key-arn', replies.key.keyArn);
    leave('UserPoolIdParameter', 'user-pool-id', accounts.pool.userPoolId);
    new StringListParameter(this, 'ClientIdsParameter', {
      parameterName: names.parameter('client-ids'),
      stringListValue: [...accounts.clientIds],
    });

    const tell = (key: string, value: string) => new CfnOutput(this, key, { value });
    tell('TableName', record.table.tableName);
    tell('UserPoolId', accounts.pool.userPoolId);
    tell('UserPoolClientId', accounts.clientIds[0]);
    tell('HmacKeyId', identity.key.keyId);
    if (config.stage === 'local') return;
    tell('RepliesDnsRecord', `${config.mail.replies.domain} MX 10 inbound-smtp.${config.region}.amazonaws.com`);
    for (const [index, record] of mail.identity.dkimRecords.entries()) {
      tell(`SenderDnsRecord${index + 1}`, `${record.name} CNAME ${record.value}`);
    }
  }
}
