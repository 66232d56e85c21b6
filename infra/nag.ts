import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts a finding of the AwsSolutions checks on a construct and what it holds, with the reason. */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Accepts one resource with a wildcard in the policies of a construct, with the reason. */
export function acceptWildcard(construct: IConstruct, service: string, resource: string, reason: string): void {
  const { region } = Stack.of(construct);
  accept(construct, `IAM5[Resource::arn:aws:${service}:${region}:<AWS::AccountId>:${resource}]`, reason);
}
