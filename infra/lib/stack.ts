/** Stack: the AWS edition whole. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { AuditLog } from './audit_log.ts';
import { Functions, type Packages } from './functions.ts';
import { Gateway } from './gateway.ts';
import { Page } from './page.ts';
import { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { Store } from './store.ts';

export interface ShipCaptainCrewProps extends StackProps {
  settings: Settings;
  packages: Packages;
}

export class ShipCaptainCrewStack extends Stack {
  constructor(scope: Construct, id: string, props: ShipCaptainCrewProps) {
    super(scope, id, { ...props, description: 'ShipCaptainCrew: crew mails, calendar and ops page kept agreeing' });
    const { settings, packages } = props;
    const store = new Store(this, 'Store');
    const secrets = new Secrets(this, 'Secrets');
    const page = new Page(this, 'Page', settings);
    const auditLog = new AuditLog(this, 'AuditLog', page.logs);
    const publicAddress = `https://${settings.domain || page.distribution.distributionDomainName}`;
    const functions = new Functions(this, 'Functions', { settings, store, secrets, auditLog, packages, publicAddress });
    const gateway = new Gateway(this, 'Gateway', settings, functions, publicAddress);
    page.serveApi(gateway.host, secrets.frontDoorValue);
    new Alarms(this, 'Alarms', { settings, functions, gateway, store });

    const outputs = {
      Address: publicAddress,
      DistributionDomain: page.distribution.distributionDomainName,
      DistributionId: page.distribution.distributionId,
      PageBucket: page.bucket.bucketName,
      AuditBucket: auditLog.bucket.bucketName,
      TableName: store.table.tableName,
      ApiHost: gateway.host,
      ApiFunction: functions.api.functionName,
      SyncFunction: functions.sync.functionName,
      AuditFunction: functions.audit.functionName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
