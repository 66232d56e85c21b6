import { App } from 'aws-cdk-lib';
import { addStage } from './app.ts';
import { bundle } from './bundle/bundle.ts';
import { configOf } from './config.ts';
import { bundledCode } from './functions.ts';

const app = new App();
const adverseTerms: unknown = app.node.tryGetContext('adverseTerms');
const config = configOf(app.node.tryGetContext('stage'), typeof adverseTerms === 'string' ? adverseTerms : undefined);
const { folder } = await bundle();
addStage(app, { config, codeOf: bundledCode(folder) });
app.synth();
