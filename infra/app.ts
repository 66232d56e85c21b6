import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ServiceContext } from './constructs/service-function.ts';
import { AppStack } from './stacks/app.ts';
import { DataStack } from './stacks/data.ts';

/** Adds a stage's stacks to an app, and the AwsSolutions checks for stages on AWS: a finding fails the synthesis. */
export function addStage(app: App, context: ServiceContext): { data: DataStack; app: AppStack } {
  const data = new DataStack(app, context);
  const stack = new AppStack(app, context);
  stack.addStackDependency(data);
  if (context.config.stage !== 'local') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, app: stack };
}
