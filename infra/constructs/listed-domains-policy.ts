import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { shippedPolicies } from '../listed-domains.ts';
import { namesOf } from '../names.ts';
import { writesLog } from '../permissions.ts';

/**
 * Denies every sender of this account, the user pool included, mail to a listed domain: policies of the SES identity,
 * which CloudFormation cannot write. The third wall of the own-mailbox rule; AWS only. From here on the sweep keeps them
 * as the list is edited.
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
    for (const [index, { name: policyName, document }] of shippedPolicies(identity.emailIdentityArn).entries()) {
      const name = { Identity: identity.emailIdentityName, PolicyName: policyName };
      const put = {
        service: 'SES',
        action: 'PutIdentityPolicy',
        parameters: { ...name, Policy: document },
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
