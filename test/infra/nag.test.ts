import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { configFor, stage } from './stacks.ts';

describe.each(['dev', 'prod'] as const)('the AwsSolutions checks of stage %s', (name) => {
  it('find nothing that is not accepted with a reason', () => {
    const { root } = stage(configFor(name));
    const { violations } = new AwsSolutionsChecks().validateScope(root);
    expect(
      violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources.map((r) => r.constructPath)]),
    ).toEqual([]);
  });
});
