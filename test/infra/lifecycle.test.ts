import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { transitions } from '../../infra/functions.ts';
import { permits, statementsOf } from './policy.ts';
import { configFor, resourcesOf, templatesOf, theResource } from './stacks.ts';

const stages = ['local', 'dev', 'prod'] as const;
const table = (stage: string) => `arn:aws:dynamodb:eu-south-1:111122223333:table/did-${stage}`;
const lambda = (stage: string, name: string) => `arn:aws:lambda:eu-south-1:111122223333:function:did-${stage}-${name}`;
const partition = (...keys: string[]) => ({ 'dynamodb:LeadingKeys': keys });

describe.each(['dev', 'prod'] as const)('running executions of stage %s keep what they hold on to', (stage) => {
  const { app } = templatesOf(stage);

  // A changed name or logical id would replace the resource, and with it the ARN that executions of months ago carry.
  it('the state machine, by name and logical id, retained', () => {
    const { id, DeletionPolicy, UpdateReplacePolicy } = theResource(app, 'AWS::StepFunctions::StateMachine', {
      StateMachineName: `did-${stage}-lifecycle`,
    });
    expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual(['LifecycleMachineBD2BD313', 'Retain', 'Retain']);
  });

  it.each([
    ['register', 'TransitionsregisterFunction4A4758DD'],
    ['release', 'TransitionsreleaseFunction51386939'],
    ['confirm', 'TransitionsconfirmFunctionBD15E89F'],
    ['sign-pact', 'TransitionssignpactFunction65FC87D9'],
    ['withdraw', 'TransitionswithdrawFunction078B14FA'],
    ['close', 'TransitionscloseFunction28335643'],
    ['park', 'TransitionsparkFunction1DEB906F'],
  ])('the function of %s, by name and logical id, retained', (name, logicalId) => {
    const found = theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-${name}` });
    expect([found.id, found.DeletionPolicy, found.UpdateReplacePolicy]).toEqual([logicalId, 'Retain', 'Retain']);
  });
});

describe.each(stages)('the state machine of stage %s', (stage) => {
  const { app } = templatesOf(stage);
  const machine = theResource(app, 'AWS::StepFunctions::StateMachine');

  it('is deployed after the transitions and before the API, which asks for its verbs', () => {
    const functionOf = (name: string) =>
      theResource(app, 'AWS::Lambda::Function', { FunctionName: `did-${stage}-${name}` });
    expect(machine.DependsOn).toContain(functionOf('confirm').id);
    expect(functionOf('api-declarations').DependsOn).toContain(machine.id);
  });
  const statements = statementsOf(app, z.string().parse(machine.Properties['RoleArn']).replace('.Arn', ''));
  const may = (action: string, resource: string, keys = {}) => permits(statements, { action, resource, keys });

  it('is the one of the file, told stage and table', () => {
    const file: unknown = JSON.parse(readFileSync('statemachines/did-lifecycle.asl.json', 'utf8'));
    expect(JSON.parse(z.string().parse(machine.Properties['DefinitionString']))).toEqual(file);
    expect(machine.Properties['DefinitionSubstitutions']).toEqual({ Stage: stage, TableName: `did-${stage}` });
    expect(machine.Properties['StateMachineType']).toBe('STANDARD');
  });

  it('logs faults, never what an execution carries', () => {
    expect(machine.Properties['LoggingConfiguration']).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
    expect(machine.Properties['TracingConfiguration']).toEqual({ Enabled: stage !== 'local' });
  });

  it('has as many of its executions recorded as its stage says; the emulator knows no such rule', () => {
    const rules = resourcesOf(app, 'AWS::XRay::SamplingRule').map(([, { Properties }]) => Properties['SamplingRule']);
    const { share, perSecond } = configFor(stage).tracing.executions;
    const rule = {
      ServiceName: `did-${stage}-lifecycle`,
      FixedRate: share,
      ReservoirSize: perSecond,
      ResourceARN: '*',
    };
    expect(rules).toEqual(stage === 'local' ? [] : [expect.objectContaining(rule)]);
  });

  it('may touch waits and nothing else of the record', () => {
    expect(may('dynamodb:UpdateItem', table(stage), partition('WAIT#1'))).toBe(true);
    expect(may('dynamodb:UpdateItem', table(stage), partition('DID#1'))).toBe(false);
    expect(may('dynamodb:UpdateItem', table(stage), partition('WAIT#1', 'DID#1'))).toBe(false);
    for (const action of ['GetItem', 'PutItem', 'DeleteItem', 'Query', 'Scan', 'BatchWriteItem']) {
      expect(may(`dynamodb:${action}`, table(stage), partition('WAIT#1'))).toBe(false);
    }
    expect(may('dynamodb:UpdateItem', table('other'), partition('WAIT#1'))).toBe(false);
  });

  it('may call the transitions and no other function', () => {
    for (const name of transitions) expect(may('lambda:InvokeFunction', lambda(stage, name))).toBe(true);
    for (const name of ['api-me', 'outbox', 'sweep', 'register-2']) {
      expect(may('lambda:InvokeFunction', lambda(stage, name))).toBe(false);
    }
  });

  it('may do all that its definition does', () => {
    const State = z.object({
      Resource: z.optional(z.string()),
      Arguments: z.optional(z.object({ FunctionName: z.optional(z.string()) })),
    });
    const definition = z.object({ States: z.record(z.string(), State) });
    const { States } = definition.parse(JSON.parse(readFileSync('statemachines/did-lifecycle.asl.json', 'utf8')));
    const tasks = Object.values(States).filter((state) => state.Resource !== undefined);
    expect(tasks.length).toBeGreaterThan(0);
    for (const { Resource, Arguments } of tasks) {
      const name = Arguments?.FunctionName?.replace(`did-\${Stage}-`, '');
      const allowed = Resource?.endsWith(':lambda:invoke')
        ? may('lambda:InvokeFunction', lambda(stage, String(name)))
        : /:dynamodb:updateItem(\.waitForTaskToken)?$/.test(String(Resource)) &&
          may('dynamodb:UpdateItem', table(stage), partition('WAIT#1'));
      expect([Resource, name, allowed]).toEqual([Resource, name, true]);
    }
  });
});
