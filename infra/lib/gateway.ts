/** Gateway: the HTTP API behind CloudFront: people by session, machines by token, Google's pushes. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Functions } from './functions.ts';
import { pushPath } from './gateway_paths.ts';
import type { Settings } from './settings.ts';

const googleIssuer = 'https://accounts.google.com';

export class Gateway extends Construct {
  readonly api: apigateway.HttpApi;

  constructor(scope: Construct, id: string, settings: Settings, functions: Functions, publicAddress: string) {
    super(scope, id);
    // No CORS here: the function answers for the exact origins of CORS_ALLOWED_ORIGINS, and only it.
    this.api = new apigateway.HttpApi(this, 'Api', {
      apiName: 'ShipCaptainCrew',
      description: 'Behind CloudFront; the function refuses whoever does not come from there.',
      createDefaultStage: false,
    });
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(
          // What a request was and what became of it; no query, cookie or token.
          JSON.stringify({
            at: '$context.requestTimeEpoch',
            id: '$context.requestId',
            from: '$context.identity.sourceIp',
            method: '$context.httpMethod',
            path: '$context.path',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            bytes: '$context.responseLength',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });

    const people = new HttpLambdaIntegration('People', functions.api, { timeout: Duration.seconds(21) });
    this.route('/api/{proxy+}', apigateway.HttpMethod.ANY, people, 'People bring a session cookie, which the function checks; the rest is refused there.');
    if (settings.machineAudience) {
      this.api.addRoutes({
        path: '/api/machine/{proxy+}',
        methods: [apigateway.HttpMethod.ANY],
        integration: people,
        authorizer: new HttpJwtAuthorizer('Machines', googleIssuer, { jwtAudience: [settings.machineAudience] }),
      });
    }
    if (settings.pushAccount) {
      this.api.addRoutes({
        path: pushPath,
        methods: [apigateway.HttpMethod.POST],
        integration: new HttpLambdaIntegration('Push', functions.sync, { timeout: Duration.seconds(29) }),
        authorizer: new HttpJwtAuthorizer('Pushes', googleIssuer, { jwtAudience: [publicAddress + pushPath] }),
      });
    }
  }

  /** "abc.execute-api.eu-central-1.amazonaws.com" */
  get host(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  private route(path: string, method: apigateway.HttpMethod, integration: HttpLambdaIntegration, reason: string) {
    for (const route of this.api.addRoutes({ path, methods: [method], integration })) {
      acknowledge(route, 'APIG4', reason);
    }
  }
}
