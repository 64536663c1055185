import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionsOf, readOperations, storeOperations } from '../lib/table_schema.ts';
import { here } from './synthesised.ts';

const folder = join(here, '../src/adapters/dynamodb');
// `scc store create`, `describe` and `copy` run with an operator's own credentials: no function calls them.
const operators = ['table_admin.cpp', 'dynamodb_archive.cpp'];
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.cpp') && !operators.includes(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const called = (method: string) =>
  [...sources].some(([name, text]) => name !== 'table.cpp' && new RegExp(`[.>]${method}\\(`).test(text));

test('a role allows the operations that the adapter names, no more and no less', () => {
  const operation = /"((?:Get|Put|Update|Delete|BatchGet|BatchWrite|TransactWrite|TransactGet)Items?|Query|Scan)"/g;
  const named = new Set([...sources.values()].flatMap((text) => [...text.matchAll(operation)].map((one) => one[1]!)));
  // Two that the table can do and the store does not ask for.
  if (!called('scan')) named.delete('Scan');
  if (!called('write_many')) named.delete('BatchWriteItem');
  expect([...named].sort()).toEqual([...storeOperations].sort());
});

test('the names of keys and indexes are the adapter\'s', () => {
  const admin = readFileSync(join(folder, 'table_admin.cpp'), 'utf8');
  for (const attribute of ['pk', 'sk', 'dated', 'starts', 'list', 'at', 'outbox', 'facts', 'review', 'expires']) {
    expect(admin).toContain(`names.of("${attribute}")`.replace(/names\.of\("(dated|list|starts|at)"\)/, '"$1"'));
  }
  const names = readFileSync(join(folder, 'names.h'), 'utf8');
  for (const index of ['gsi_date', 'gsi_list']) expect(names).toContain(`"${index}"`);
});

test('a transaction is allowed by its parts', () => {
  expect(actionsOf(['Query', 'TransactWriteItems'])).toEqual([
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ]);
});

test('`scc doctor --aws` asks for exactly what the roles allow', () => {
  const doctor = readFileSync(join(here, '../apps/scc/aws_doctor.cpp'), 'utf8');
  const list = (name: string) =>
    [...(new RegExp(`std::string> ${name}\\{([^}]*)\\}`).exec(doctor)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((one) => one[1]!);
  expect(list('reading').sort()).toEqual(actionsOf(readOperations));
  expect([...list('reading'), ...list('writing')].sort()).toEqual(actionsOf(storeOperations));
});
