import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';

/**
 * The key that seals the mailboxes of cases: whoever reads mail from everywhere can make no MAC of a fiscal code with it.
 * Lost, answers to the mail of before would reach nobody.
 */
export class ReplyKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Replies');
    this.key = new Key(this, 'Key', {
      alias: namesOf(config.stage).replyKeyAlias,
      description: `HMAC of the mailboxes of cases, stage ${config.stage}`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    accept(this.key, 'KMS5', 'KMS rotates no HMAC key, and a rotated one would orphan the mailboxes made with it.');
  }
}
