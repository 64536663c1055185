/**
 * App: what `cdk` runs. -c settings=FILE names the operator's settings (default: settings.json here),
 * -c packages=FOLDER where api.zip and sync.zip are.
 */
import { resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readSettings } from './lib/settings.ts';
import { ShipCaptainCrewStack } from './lib/stack.ts';

const app = new App();
const context = (name: string, otherwise: string) => resolve(String(app.node.tryGetContext(name) ?? otherwise));
const packages = context('packages', '../build/lambda');
new ShipCaptainCrewStack(app, 'ShipCaptainCrew', {
  settings: readSettings(context('settings', 'settings.json')),
  packages: { api: `${packages}/api.zip`, sync: `${packages}/sync.zip` },
  terminationProtection: true,
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
