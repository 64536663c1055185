/** Synthesised: the stack as a template, from the example's settings and packages that are only names. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readSettings, type Settings } from '../lib/settings.ts';
import { ShipCaptainCrewStack } from '../lib/stack.ts';

export const here = new URL('..', import.meta.url).pathname;
export const exampleSettings = () => readSettings(join(here, 'settings.example.json'));

interface Resource {
  Type: string;
  Properties: Record<string, any>;
  DeletionPolicy?: string;
}

interface Report {
  violations: { ruleName: string }[];
}

export interface Synthesised {
  template: Template;
  resources: [string, Resource][];
  /** Findings of cdk-nag that nobody acknowledged. */
  findings: string[];
  /** Where the template stands as a file. */
  file: string;
}

/** `more` may add to the stack what the test wants to see found. */
export function synthesise(changes: Partial<Settings> = {}, more: (stack: Stack) => void = () => {}): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), 'scc-infra-'));
  const packages = { api: join(folder, 'api.zip'), sync: join(folder, 'sync.zip') };
  for (const zip of Object.values(packages)) writeFileSync(zip, zip);
  const app = new App({
    outdir: join(folder, 'out'),
    context: JSON.parse(readFileSync(join(here, 'cdk.json'), 'utf8')).context,
  });
  const stack = new ShipCaptainCrewStack(app, 'ShipCaptainCrew', { settings: { ...exampleSettings(), ...changes }, packages });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  more(stack);
  let failed = false;
  try {
    app.synth();
  } catch {
    failed = true;
  }
  const report = readFileSync(join(folder, 'out', 'validation-report.json'), 'utf8');
  const findings = failed ? (JSON.parse(report).pluginReports as Report[]).flatMap((one) => one.violations) : [];
  const file = join(folder, 'out', 'ShipCaptainCrew.template.json');
  const template = Template.fromJSON(JSON.parse(readFileSync(file, 'utf8')));
  return {
    template,
    resources: Object.entries(template.toJSON().Resources as Record<string, Resource>),
    findings: findings.map((finding) => finding.ruleName),
    file,
  };
}
