import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assumedAdverseRules } from '../../functions/domain/conditionality.ts';
import { officeDecisions } from './stacks.ts';

const home = mkdtempSync(join(tmpdir(), 'did-synth-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Runs the command line as somebody without an AWS account. */
function synth(stage: string, ...more: string[]) {
  const output = join(home, stage);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', output, '--context', `stage=${stage}`, ...more],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
    },
  );
  return { status, output, told: stdout + stderr };
}

describe('cdk synth without an AWS account', { timeout: 180_000 }, () => {
  // The local stage is deployed by the stories, and `dev` is made in the tests of the stacks.
  it('makes the templates of stage prod', () => {
    const { status, output, told } = synth('prod', '--context', `adverseTerms=${officeDecisions}`);
    expect([status, told]).toEqual([0, expect.any(String)]);
    expect(readdirSync(output)).toEqual(
      expect.arrayContaining(['Did-prod-Data.template.json', 'Did-prod-App.template.json']),
    );
  });

  it('refuses prod while an adverse term is assumed, and names it', () => {
    const { status, told } = synth('prod');
    expect(status).not.toBe(0);
    for (const rule of assumedAdverseRules('lombardia-2017')) expect(told).toContain(rule);
    expect(told).toContain('--context adverseTerms=<file>');
  });
});
