import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { namesOf } from '../names.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The record: one table with its two indexes and its stream, under a key of our own. */
export class RecordTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Record');
    const removalPolicy = config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const key = new Key(this, 'Key', {
      description: `Encrypts the record of stage ${config.stage}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    // Who may use the table may use its key through it, so that no role names the key.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
          'kms:CreateGrant',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': Stack.of(this).account,
            'kms:ViaService': `dynamodb.${config.region}.amazonaws.com`,
          },
        },
      }),
    );

    this.table = new Table(this, 'Table', {
      tableName: namesOf(config.stage).table,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'ttl',
      deletionProtection: config.retainData,
      removalPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'queue',
      partitionKey: text('queueOperator'),
      sortKey: text('queueKey'),
      projectionType: ProjectionType.ALL,
    });
    // The sweep loads what is due afresh, so the index holds keys only and stays cheap.
    this.table.addGlobalSecondaryIndex({
      indexName: 'agenda',
      partitionKey: text('agendaShard'),
      sortKey: text('agendaDue'),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['entity'],
    });
  }
}
