/** Store: the one table, which outlives the stack. */
import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { actionsOf, readOperations, storeOperations, tableSchema } from './table_schema.ts';

export class Store extends Construct {
  readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { partitionKey, sortKey, indexes, timeToLive } = tableSchema;
    this.table = new dynamodb.Table(this, 'Table', {
      tableName: 'ShipCaptainCrew',
      partitionKey: { name: partitionKey, type: dynamodb.AttributeType.STRING },
      sortKey: { name: sortKey, type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: timeToLive,
    });
    for (const index of indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partitionKey, type: dynamodb.AttributeType.STRING },
        sortKey: { name: index.sortKey, type: dynamodb.AttributeType.STRING },
        ...(index.carries
          ? { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: index.carries }
          : { projectionType: dynamodb.ProjectionType.ALL }),
      });
    }
  }

  /** Exactly what the adapter calls, on exactly the table and its indexes. */
  letUse(role: iam.IGrantable) {
    this.allow(role, storeOperations);
  }

  /** Nothing but reading. */
  letRead(role: iam.IGrantable) {
    this.allow(role, readOperations);
  }

  private allow(role: iam.IGrantable, operations: string[]) {
    const { indexes } = tableSchema;
    role.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'Store',
        actions: actionsOf(operations),
        resources: [this.table.tableArn, ...indexes.map((index) => `${this.table.tableArn}/index/${index.name}`)],
      }),
    );
  }
}
