/** AuditLog: the bucket of the audit function's log. Objects are added to it, and neither written over nor deleted. */
import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { locked } from './buckets.ts';

/** As apps/scc-lambda/audit.cpp names its objects. */
export const auditPrefixes = ['audit/', 'set-aside/'];

/** Crew of seven years ago is nobody's business any more; the facts themselves stay in the table. */
const kept = Duration.days(7 * 365);

export class AuditLog extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, accessLogs: s3.IBucket) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...locked,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'audit-bucket/',
      lifecycleRules: [
        {
          expiration: kept,
          noncurrentVersionExpiration: Duration.days(365),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    // Holds for everybody, the account's own people too: who wants to delete has to change this policy
    // first, which CloudTrail shows. Lifecycle rules are not asked.
    this.bucket.addToResourcePolicy(
      this.denied('NeverDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion'], {}),
    );
    // docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html, read 25 Nov 2026.
    this.bucket.addToResourcePolicy(
      this.denied('NeverWrittenOver', ['s3:PutObject'], { Null: { 's3:if-none-match': 'true' } }),
    );
  }

  letAdd(to: lambda.Function) {
    to.addEnvironment('SCC_AUDIT_BUCKET', this.bucket.bucketName);
    to.addToRolePolicy(
      new iam.PolicyStatement({
        sid: 'AuditLog',
        actions: ['s3:PutObject'],
        resources: auditPrefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
      }),
    );
    const policy = to.role?.node.findChild('DefaultPolicy');
    if (!policy) return;
    const { node } = this.bucket;
    const name = node.scope && this.bucket.stack.getLogicalId(node.defaultChild as s3.CfnBucket);
    for (const prefix of auditPrefixes) {
      acknowledge(policy, `IAM5[Resource::<${name}.Arn>/${prefix}*]`, 'Each batch is an object of its own below this prefix.');
    }
  }

  private denied(sid: string, actions: string[], conditions: Record<string, Record<string, string>>) {
    return new iam.PolicyStatement({
      sid,
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions,
      resources: [this.bucket.arnForObjects('*')],
      conditions,
    });
  }
}
