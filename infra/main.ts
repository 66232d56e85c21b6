import { App } from 'aws-cdk-lib';
import { addStage } from './app.ts';
import { bundle } from './bundle/bundle.ts';
import { configOf } from './config.ts';
import { bundledCode } from './functions.ts';

const app = new App();
const told = (name: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' ? value : undefined;
};
const config = configOf(told('stage'), { adverseTermsFile: told('adverseTerms'), localPortalUrl: told('portalUrl') });
const { folder } = await bundle();
addStage(app, { config, codeOf: bundledCode(folder) });
app.synth();
