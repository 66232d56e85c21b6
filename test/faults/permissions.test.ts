/** What the functions write in the stories, held against their roles: the local AWS lets everybody do everything. */
import {
  type AttributeValue,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { permits, type Statement, statementsOfFunction } from '../infra/policy.ts';
import { templatesOf } from '../infra/stacks.ts';
import type { Command } from './aws.ts';
import { functionNames, loadHandlers } from './functions.ts';
import { fairRun } from './matrix.ts';
import { stories } from './stories.ts';

const table = 'arn:aws:dynamodb:eu-south-1:111122223333:table/did-prod';

/** One write as IAM sees it. */
interface Asked {
  readonly fn: string;
  readonly action: string;
  readonly pk: string;
  readonly attributes: readonly string[];
}

interface Expressed {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
}

const grammar =
  /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN|attribute_exists|attribute_not_exists|attribute_type|begins_with|contains|size|if_not_exists|list_append)$/;

/** The attributes at the top of an item that expressions name, in clear or by a placeholder. */
function namedBy({ ExpressionAttributeNames: names = {}, UpdateExpression, ConditionExpression }: Expressed): string[] {
  const text = `${UpdateExpression ?? ''} ${ConditionExpression ?? ''}`;
  const words = [...text.matchAll(/(?<![:#.\w])(#?[A-Za-z_]\w*)/g)].map(([, word = '']) => word);
  return words.filter((word) => !grammar.test(word)).map((word) => names[word] ?? word);
}

const pkOf = (key: Record<string, AttributeValue> | undefined) => key?.['pk']?.S ?? '';

function writesOf(fn: string, command: Command): Asked[] {
  const asked = (action: string, key: Record<string, AttributeValue> | undefined, attributes: readonly string[]) => ({
    ...{ fn, action: `dynamodb:${action}`, pk: pkOf(key) },
    attributes: [...new Set(['pk', 'sk', ...attributes])].toSorted(),
  });
  const ofItem = ({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): Asked[] => [
    ...(Put ? [asked('PutItem', Put.Item, [...Object.keys(Put.Item ?? {}), ...namedBy(Put)])] : []),
    ...(Update ? [asked('UpdateItem', Update.Key, namedBy(Update))] : []),
    ...(Delete ? [asked('DeleteItem', Delete.Key, namedBy(Delete))] : []),
    ...(ConditionCheck ? [asked('ConditionCheckItem', ConditionCheck.Key, namedBy(ConditionCheck))] : []),
  ];
  if (command instanceof UpdateItemCommand) return [asked('UpdateItem', command.input.Key, namedBy(command.input))];
  if (command instanceof TransactWriteItemsCommand) return (command.input.TransactItems ?? []).flatMap(ofItem);
  return [];
}

const writes = new Map<string, Asked>();
const policies = new Map<string, readonly Statement[]>();

beforeAll(async () => {
  await loadHandlers();
  const { app } = templatesOf('prod');
  for (const name of functionNames) policies.set(name, statementsOfFunction(app, `did-prod-${name}`));
  for (const story of stories) {
    await fairRun(story, undefined, (fn, command) => {
      for (const write of writesOf(fn, command)) writes.set(JSON.stringify(write), write);
    });
  }
});

const may = ({ fn, action, pk, attributes }: Asked) =>
  permits(policies.get(fn) ?? [], {
    action,
    resource: table,
    keys: { 'dynamodb:LeadingKeys': [pk], 'dynamodb:Attributes': attributes },
  });

describe('what the functions write in the stories', () => {
  test.each(functionNames)('%s may write all of it', (name) => {
    const own = [...writes.values()].filter(({ fn }) => fn === name);
    expect(own.filter((write) => !may(write))).toEqual([]);
  });

  test('is read with the names of its attributes', () => {
    const settled = [...writes.values()].filter(({ fn, pk }) => fn === 'api-queue' && pk.startsWith('DID#'));
    expect(settled.map(({ attributes }) => attributes)).toContainEqual(['doneAt', 'open', 'pk', 'sk']);
  });

  test.each(['DIRECTORY#OPERATORS', 'VERIFY#1', 'OUTSIDE#1'])('leaves out %s for all who edit cases', (pk) => {
    const editing = [
      ...new Set([...writes.values()].filter((write) => write.pk.startsWith('DID#')).map(({ fn }) => fn)),
    ];
    const others = editing.filter((name) => name !== 'api-documents' && name !== 'state machine');
    expect(others.length).toBeGreaterThan(10);
    for (const action of ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']) {
      expect(others.filter((fn) => may({ fn, action, pk, attributes: ['pk', 'sk'] }))).toEqual([]);
    }
  });
});
