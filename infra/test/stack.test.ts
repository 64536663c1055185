import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { auditPrefixes } from '../lib/audit_log.ts';
import { contentSecurityPolicy } from '../lib/headers.ts';
import { actionsOf, readOperations, storeOperations } from '../lib/table_schema.ts';
import { here, synthesise } from './synthesised.ts';

const { template, resources, findings, file } = synthesise();
const of = (type: string) => resources.filter(([, resource]) => resource.Type === type).map(([, resource]) => resource);
const policies = of('AWS::IAM::Policy').flatMap((policy) => policy.Properties.PolicyDocument.Statement as any[]);
const distribution = of('AWS::CloudFront::Distribution')[0]!.Properties.DistributionConfig;

describe('the table', () => {
  test('can be neither deleted nor lost by a redeploy', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        BillingMode: 'PAY_PER_REQUEST',
      },
    });
  });

  test('is used by exactly the actions of the adapter, on exactly the table and its indexes', () => {
    const uses = policies.filter((statement) => statement.Sid === 'Store');
    expect(uses).toHaveLength(3);
    // The audit looks and changes nothing.
    const allowed = uses.map((statement) => [...statement.Action].sort());
    expect(allowed.sort()).toEqual([actionsOf(readOperations), actionsOf(storeOperations), actionsOf(storeOperations)].sort());
    for (const statement of uses) {
      const resources = JSON.stringify(statement.Resource);
      expect(statement.Resource).toHaveLength(3);
      expect(resources).toContain('/index/gsi_date');
      expect(resources).toContain('/index/gsi_list');
      expect(resources).not.toContain('*');
    }
  });
});

test('no role may do anything on everything, but list the streams', () => {
  const wide = policies.filter((statement) => [statement.Resource].flat().includes('*'));
  expect(wide.map((statement) => statement.Action)).toEqual(['dynamodb:ListStreams']);
  for (const statement of policies) expect(JSON.stringify(statement.Action)).not.toContain('*');
  for (const role of of('AWS::IAM::Role')) expect(role.Properties.ManagedPolicyArns).toBeUndefined();
});

test('no template holds a secret, and no redeploy writes one', () => {
  const secrets = of('AWS::SecretsManager::Secret');
  expect(secrets.map((secret) => secret.Properties.Name).sort()).toEqual(['scc/front-door', 'scc/google', 'scc/sign-in']);
  for (const secret of secrets) {
    expect(secret.DeletionPolicy).toBe('Retain');
    expect(secret.Properties.SecretString).toBeUndefined();
  }
});

describe('the functions', () => {
  test('run our own program and know what they are told by name', () => {
    for (const handler of ['api', 'sync', 'audit']) {
      template.hasResourceProperties('AWS::Lambda::Function', {
        Handler: handler,
        Runtime: 'provided.al2023',
        Environment: {
          Variables: Match.objectLike({
            DYNAMODB_TABLE_NAME: Match.anyValue(),
            SCC_API_GATEWAY_URL: 'https://ops.sailing.example',
            CORS_ALLOWED_ORIGINS: '',
          }),
        },
      });
    }
  });

  test('logs end after three months, but not with the stack', () => {
    for (const group of of('AWS::Logs::LogGroup')) {
      expect(group.Properties.RetentionInDays).toBe(90);
      expect(group.DeletionPolicy).toBe('Retain');
    }
  });
});

describe('the audit', () => {
  const [name] = resources.find(([id, resource]) => resource.Type === 'AWS::S3::Bucket' && id.startsWith('AuditLog'))!;
  const bucket = template.toJSON().Resources[name].Properties;
  const policy = of('AWS::S3::BucketPolicy').find((one) => one.Properties.Bucket.Ref === name)!;
  const statements: any[] = policy.Properties.PolicyDocument.Statement;

  test('what it could not handle comes again alone, a limited time, and is kept in the end', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 50,
      MaximumRecordAgeInSeconds: 6 * 3600,
      DestinationConfig: { OnFailure: Match.anyValue() },
    });
  });

  test('it hears of every item but those that only say where others stand', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"anything-but":["store","sailings"]}]}}}}' }] },
    });
    const names = readFileSync(join(here, '../src/adapters/dynamodb/names.cpp'), 'utf8');
    for (const item of ['store', 'sailings']) expect(names).toContain(`return {"${item}", `);
  });

  test('it may add to its log below its two prefixes, and nobody else may anything', () => {
    const writers = policies.filter((statement) => JSON.stringify(statement.Resource).includes(name));
    expect(writers).toHaveLength(1);
    expect(writers[0].Action).toBe('s3:PutObject');
    expect(writers[0].Resource.map((one: any) => one['Fn::Join'][1].at(-1))).toEqual(auditPrefixes.map((prefix) => `/${prefix}*`));
    const source = readFileSync(join(here, '../apps/scc-lambda/audit.cpp'), 'utf8');
    for (const prefix of auditPrefixes) expect(source).toContain(`"${prefix}"`);
    const told = of('AWS::Lambda::Function').filter((one) => one.Properties.Environment?.Variables.SCC_AUDIT_BUCKET);
    expect(told.map((one) => [one.Properties.Handler, one.Properties.Environment.Variables.SCC_AUDIT_BUCKET])).toEqual([
      ['audit', { Ref: name }],
    ]);
  });

  test('its log is neither deleted nor written over, whoever asks, nor read without TLS', () => {
    const denied = statements.filter((one) => one.Effect === 'Deny' && one.Principal.AWS === '*');
    expect(denied.map((one) => [one.Action, one.Condition])).toEqual([
      ['s3:*', { Bool: { 'aws:SecureTransport': 'false' } }],
      [['s3:DeleteObject', 's3:DeleteObjectVersion'], undefined],
      ['s3:PutObject', { Null: { 's3:if-none-match': 'true' } }],
    ]);
    expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucket.LifecycleConfiguration.Rules).toEqual([
      expect.objectContaining({ ExpirationInDays: 2555, NoncurrentVersionExpiration: { NoncurrentDays: 365 } }),
    ]);
  });
});

describe('the gateway', () => {
  test('machines and pushes bring a token; everything else is for the function to judge', () => {
    const routes = of('AWS::ApiGatewayV2::Route').map((route) => route.Properties);
    expect(routes.map((route) => [route.RouteKey, route.AuthorizationType]).sort()).toEqual([
      ['ANY /api/machine/{proxy+}', 'JWT'],
      ['ANY /api/{proxy+}', 'NONE'],
      ['POST /api/v1/hooks/gmail', 'JWT'],
    ]);
    const audiences = of('AWS::ApiGatewayV2::Authorizer').map((one) => one.Properties.JwtConfiguration);
    expect(audiences.map((one) => one.Audience[0]).sort()).toEqual([
      'https://ops.sailing.example',
      'https://ops.sailing.example/api/v1/hooks/gmail',
    ]);
    for (const one of audiences) expect(one.Issuer).toBe('https://accounts.google.com');
  });

  test('is throttled, and says what came and what became of it, without query, cookie or token', () => {
    const stage = of('AWS::ApiGatewayV2::Stage')[0]!.Properties;
    expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    expect(stage.AccessLogSettings.Format).not.toMatch(/query|cookie|authorizer|Authorization/i);
  });

  test('answers no other origin by itself', () => {
    for (const api of of('AWS::ApiGatewayV2::Api')) expect(api.Properties.CorsConfiguration).toBeUndefined();
  });
});

describe('the page', () => {
  test('its bucket is nobody else\'s', () => {
    for (const bucket of of('AWS::S3::Bucket')) {
      expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(bucket.DeletionPolicy).toBe('Retain');
    }
    expect(of('AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
  });

  test('nothing is kept at the edge that does not say for how long', () => {
    for (const policy of of('AWS::CloudFront::CachePolicy')) {
      expect(policy.Properties.CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
    }
  });

  test('one caller\'s answer is never another\'s', () => {
    const keys = of('AWS::CloudFront::CachePolicy').map(
      (policy) => policy.Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin,
    );
    expect(keys.some((key) => key.CookiesConfig.Cookies?.includes('__Host-scc_session'))).toBe(true);
  });

  test('page and API are one address, and only CloudFront is let through to the API', () => {
    expect(distribution.CacheBehaviors.map((one: any) => one.PathPattern)).toEqual(['/api/*']);
    expect(distribution.Aliases).toEqual(['ops.sailing.example']);
    expect(distribution.HttpVersion).toBe('http2and3');
    const header = distribution.Origins.flatMap((origin: any) => origin.OriginCustomHeaders ?? [])[0];
    expect(header.HeaderName).toBe('x-scc-front-door');
    expect(JSON.stringify(header.HeaderValue)).toContain('{{resolve:secretsmanager:');
  });

  test('carries the very headers that `scc serve` sends', () => {
    const config = of('AWS::CloudFront::ResponseHeadersPolicy')[0]!.Properties.ResponseHeadersPolicyConfig;
    const policy = config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy as string;
    expect(policy).toBe(contentSecurityPolicy());
    expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(config.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(63072000);
    for (const behaviour of [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors]) {
      expect(behaviour.ResponseHeadersPolicyId).toBeDefined();
      expect(behaviour.Compress).toBe(true);
    }
  });
});

describe('the alarms', () => {
  test('silence is one: without a success in half an hour each step alarms', () => {
    for (const step of ['calendar', 'mail', 'outbox']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: `${step}Succeeded`,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
        EvaluationPeriods: 6,
      });
    }
  });

  test('each of them is told to somebody', () => {
    for (const alarm of of('AWS::CloudWatch::Alarm')) expect(alarm.Properties.AlarmActions).toHaveLength(1);
    template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'watch@sailing.example' });
    template.hasResourceProperties('AWS::Budgets::Budget', { Budget: { BudgetLimit: { Amount: 20, Unit: 'USD' } } });
  });

  test('errors, throttles and a stream that falls behind are others', () => {
    const names = of('AWS::CloudWatch::Alarm').map((alarm) => alarm.Properties.MetricName);
    for (const name of ['Errors', 'Throttles', 'IteratorAge', 'ApproximateNumberOfMessagesVisible', 'Drift', 'SetAside']) {
      expect(names).toContain(name);
    }
  });
});

describe('judged by others', () => {
  test('cdk-nag finds nothing that is not acknowledged with a reason', () => {
    expect(findings).toEqual([]);
  });

  test('cdk-nag would find something', () => {
    expect(synthesise({}, (stack) => new sqs.Queue(stack, 'Naive')).findings).toContain('AwsSolutions-SQS3');
  });

  // W3005, W3045: what CDK itself writes (a dependency said twice, the log bucket's owner setting).
  test('cfn-lint has no complaint', () => {
    const python = process.env['SCC_TEST_PYTHON'];
    if (!python) throw new Error('SCC_TEST_PYTHON names no Python; tests/aws runs this with scripts/with_python.');
    const run = ['--ignore-checks', 'W3005', 'W3045', '--', file];
    expect(execFileSync(join(dirname(python), 'cfn-lint'), run, { encoding: 'utf8' })).toBe('');
  });
});
