/** Functions: the API, the sync and the audit, each with a role that allows what it does and nothing else. */
import { existsSync } from 'node:fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { AuditLog } from './audit_log.ts';
import { pushPath } from './gateway_paths.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** The two packages, each with a program called bootstrap. */
export interface Packages {
  api: string;
  sync: string;
}

export interface FunctionsProps {
  settings: Settings;
  store: Store;
  secrets: Secrets;
  auditLog: AuditLog;
  packages: Packages;
  /** "https://ops.sailing.example" */
  publicAddress: string;
}

/** Items that only say where others stand and whose turn it is: they change with each run, and no log shows them. */
const unaudited = ['store', 'sailings'];

export class Functions extends Construct {
  readonly api: lambda.Function;
  readonly sync: lambda.Function;
  readonly audit: lambda.Function;
  readonly undelivered: sqs.Queue;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { packages, store, secrets, auditLog } = props;
    this.api = this.function('Api', props, packages.api, 'api', 256, Duration.seconds(20));
    this.sync = this.function('Sync', props, packages.sync, 'sync', 512, Duration.seconds(120));
    this.audit = this.function('Audit', props, packages.api, 'audit', 256, Duration.seconds(60));
    for (const one of [this.api, this.sync]) store.letUse(one);
    store.letRead(this.audit);
    auditLog.letAdd(this.audit);
    secrets.letRead(this.api, [secrets.google, secrets.signIn, secrets.frontDoor]);
    secrets.letRead(this.sync, [secrets.google]);

    new events.Rule(this, 'Schedule', {
      description: 'Reads mail and calendar; a run that fails is followed by the next one.',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new targets.LambdaFunction(this.sync, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });

    this.undelivered = new sqs.Queue(this, 'Undelivered', {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.undelivered, 'SQS3', 'It is the dead-letter queue itself.');
    this.audit.addEventSource(
      new sources.DynamoEventSource(store.table, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // What can't be read is set aside by the function itself; what fails here mostly passes.
        retryAttempts: 50,
        maxRecordAge: Duration.hours(6),
        onFailure: new sources.SqsDlq(this.undelivered),
        filters: [
          lambda.FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: [{ 'anything-but': unaudited }] } } } }),
        ],
      }),
    );
    const policy = this.audit.role?.node.findChild('DefaultPolicy');
    if (policy) acknowledge(policy, 'IAM5[Resource::*]', 'dynamodb:ListStreams takes no narrower resource than all streams.');
  }

  private function(
    name: string,
    props: FunctionsProps,
    zip: string,
    handler: string,
    memorySize: number,
    timeout: Duration,
  ): lambda.Function {
    if (!existsSync(zip)) throw new Error(`${zip} is missing: -c packages=FOLDER says where api.zip and sync.zip are.`);
    const { settings, store, secrets, publicAddress } = props;
    const logGroup = new logs.LogGroup(this, `${name}Log`, {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new iam.Role(this, `${name}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What the ${handler} function of ShipCaptainCrew may do`,
    });
    const arm = settings.architecture === 'arm64';
    const made = new lambda.Function(this, name, {
      description: `ShipCaptainCrew: ${handler}`,
      runtime: lambda.Runtime.PROVIDED_AL2023,
      architecture: arm ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64,
      handler,
      code: lambda.Code.fromAsset(zip),
      memorySize,
      timeout,
      role,
      logGroup,
      retryAttempts: 0,
      environment: {
        DYNAMODB_TABLE_NAME: store.table.tableName,
        SCC_API_GATEWAY_URL: publicAddress,
        CORS_ALLOWED_ORIGINS: settings.corsAllowedOrigins.join(','),
        SCC_SIGN_IN_CLIENT_ID: settings.signInClientId,
        ...(settings.pushAccount && {
          SCC_GOOGLE_PUSH_ACCOUNT: settings.pushAccount,
          SCC_GOOGLE_PUSH_AUDIENCE: publicAddress + pushPath,
        }),
        ...secrets.names(),
      },
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        sid: 'Log',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    acknowledge(made, 'L1', 'provided.al2023 is the newest runtime for a program of one\'s own.');
    return made;
  }
}

