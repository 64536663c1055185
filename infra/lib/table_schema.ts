/** TableSchema: the table as the C++ adapter (src/adapters/dynamodb) needs it, and what it calls. */

export interface IndexSchema {
  name: string;
  partitionKey: string;
  sortKey: string;
  /** Attributes it carries; none = all. */
  carries?: string[];
}

export const tableSchema = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expires',
  indexes: [
    { name: 'gsi_date', partitionKey: 'dated', sortKey: 'starts' },
    { name: 'gsi_list', partitionKey: 'list', sortKey: 'at', carries: ['outbox', 'facts', 'review'] },
  ] as IndexSchema[],
};

/** The operations of the store itself; `scc store create` and its like are a person's, not a function's. */
export const storeOperations = ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'PutItem', 'DeleteItem', 'TransactWriteItems'];

/** Those of them that change nothing: what the audit looks with. */
export const readOperations = ['GetItem', 'BatchGetItem', 'Query'];

/** A transaction is allowed by what it is made of (API_TransactWriteItems, read 24 Nov 2026). */
export function actionsOf(operations: string[]): string[] {
  const parts = ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'];
  const actions = operations.flatMap((operation) => (operation === 'TransactWriteItems' ? parts : [operation]));
  return [...new Set(actions)].sort().map((action) => `dynamodb:${action}`);
}
