import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';
import { receiptRuleArn } from '../permissions.ts';

/** Messages are kept as they came for 13 months (_assumed_), like the news of what became of ours. */
const keptDays = 396;

/**
 * Where SES leaves each message that comes in, as it came. Its key is S3's own: one of the office's that SES could not use
 * would lose mail.
 */
export class MessageBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Messages');
    const { account } = Stack.of(this);
    const names = namesOf(config.stage);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: names.messageBucket(account),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: config.stage !== 'local',
      lifecycleRules: [{ expiration: Duration.days(keptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    accept(this.bucket, 'S1', 'One function reads it, and logs what became of each message.');
    if (config.stage === 'local') return;
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${names.messagePrefix}*`)],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': receiptRuleArn(this, config) },
        },
      }),
    );
  }
}
