import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accept } from '../nag.ts';
import { namesOf } from '../names.ts';

/** The key of the HMACs that guard one citizen a fiscal code and one a mailbox. Lost, no guard could be found again. */
export class IdentityKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Identity');
    this.key = new Key(this, 'Key', {
      alias: namesOf(config.stage).identityKeyAlias,
      description: `HMAC of fiscal codes and mailboxes, stage ${config.stage}`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.key, 'KMS5', 'KMS rotates no HMAC key, and a rotated one would orphan the guards made with it.');
  }
}
