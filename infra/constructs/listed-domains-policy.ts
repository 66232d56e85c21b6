import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { inParts, listedRecipients } from '../listed-domains.ts';
import { namesOf } from '../names.ts';
import { writesLog } from '../permissions.ts';

/** SES takes policies of 4 KB; the rest of the document needs some of it. */
const patternsLength = 3000;

/**
 * Denies every sender of this account, the user pool included, mail to a listed domain: policies of the SES identity,
 * which CloudFormation cannot write. The third wall of the own-mailbox rule; AWS only.
 */
export class ListedDomainsPolicy extends Construct {
  constructor(scope: Construct, config: StageConfig, identity: EmailIdentity) {
    super(scope, 'ListedDomains');
    const functionName = namesOf(config.stage).function('listed-domains');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Writes the policies of the SES identity',
      inlinePolicies: { own: new PolicyDocument({ statements: [writesLog(this, functionName)] }) },
    });
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: config.logRetentionDays,
    });
    for (const [index, recipients] of inParts(listedRecipients(), patternsLength).entries()) {
      const name = { Identity: identity.emailIdentityName, PolicyName: `listed-domains-${index + 1}` };
      const put = {
        service: 'SES',
        action: 'PutIdentityPolicy',
        parameters: { ...name, Policy: denial(identity.emailIdentityArn, recipients) },
        physicalResourceId: PhysicalResourceId.of(name.PolicyName),
      };
      new AwsCustomResource(this, `Policy${index + 1}`, {
        resourceType: 'Custom::ListedDomains',
        functionName,
        role,
        logGroup,
        onCreate: put,
        onUpdate: put,
        onDelete: { service: 'SES', action: 'DeleteIdentityPolicy', parameters: name },
        policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [identity.emailIdentityArn] }),
      });
    }
  }
}

function denial(identityArn: string, recipients: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NeverToAListedDomain',
        Effect: 'Deny',
        Principal: '*',
        Action: ['ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail', 'ses:SendBulkTemplatedEmail'],
        Resource: identityArn,
        Condition: { 'ForAnyValue:StringLike': { 'ses:Recipients': recipients } },
      },
    ],
  });
}
