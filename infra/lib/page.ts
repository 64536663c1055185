/** Page: the bucket that holds the ops page, and CloudFront in front of it and of the API. */
import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { locked } from './buckets.ts';
import { securityHeaders } from './headers.ts';
import type { Settings } from './settings.ts';

/** As src/api/cookie.h names them under HTTPS. */
export const sessionCookies = ['__Host-scc_session', '__Host-scc_crew'];
/** What CloudFront shows to the API, and the function asks for. */
export const frontDoorHeader = 'x-scc-front-door';

/**
 * Every address of the page's own is its one document; a name with a dot is a file. What `scc deploy` keeps of earlier
 * pages is nobody's to ask for.
 */
const pageAddresses = `function handler(event) {
  var request = event.request;
  var path = request.uri;
  if (path.lastIndexOf('.') < path.lastIndexOf('/') || path.indexOf('/releases') === 0) request.uri = '/index.html';
  return request;
}`;

export class Page extends Construct {
  readonly bucket: s3.Bucket;
  /** Where all our buckets and the edge say who asked for what. */
  readonly logs: s3.Bucket;
  readonly distribution: cloudfront.Distribution;
  private readonly headers: cloudfront.ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.logs = new s3.Bucket(this, 'Logs', {
      ...locked,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    acknowledge(this.logs, 'S1', 'It is the bucket that the logs go to.');
    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...locked,
      versioned: true,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 'bucket/',
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    });
    this.headers = securityHeaders(this);
    const custom = settings.domain
      ? {
          domainNames: [settings.domain],
          certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
          minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        }
      : {};
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      ...custom,
      comment: 'ShipCaptainCrew: the ops page at /, the API at /api/',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      enableLogging: true,
      logBucket: this.logs,
      logFilePrefix: 'edge/',
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers,
        compress: true,
        cachePolicy: this.asTheAnswerSays('Files', {}),
        functionAssociations: [
          {
            eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
            function: new cloudfront.Function(this, 'PageAddresses', {
              code: cloudfront.FunctionCode.fromInline(pageAddresses),
              runtime: cloudfront.FunctionRuntime.JS_2_0,
            }),
          },
        ],
      },
    });
    acknowledge(this.distribution, 'CFR1', 'Crew and office sign in from wherever a ship is; the API knows who they are.');
    acknowledge(this.distribution, 'CFR2', 'A web firewall costs more than all the rest; API Gateway throttles, and every call needs a session.');
    if (!settings.domain) {
      acknowledge(this.distribution, 'CFR4', "Without a domain of one's own the certificate is CloudFront's, which sets the protocol.");
    }
  }

  /** The API under the same address, so that the browser never leaves its origin. */
  serveApi(host: string, frontDoor: string) {
    this.distribution.addBehavior(
      '/api/*',
      new origins.HttpOrigin(host, {
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
        readTimeout: Duration.seconds(30),
        customHeaders: { [frontDoorHeader]: frontDoor },
      }),
      {
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: this.headers,
        compress: true,
        cachePolicy: this.asTheAnswerSays('Answers', {
          cookieBehavior: cloudfront.CacheCookieBehavior.allowList(...sessionCookies),
          headerBehavior: cloudfront.CacheHeaderBehavior.allowList('Authorization', 'Origin'),
          queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
        }),
      },
    );
  }

  /** Nothing is kept that does not say for how long; with a lowest time above 0, no-cache would be. */
  private asTheAnswerSays(id: string, key: cloudfront.CachePolicyProps): cloudfront.CachePolicy {
    return new cloudfront.CachePolicy(this, id, {
      ...key,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }
}
