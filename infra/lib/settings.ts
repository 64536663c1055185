/** Settings: what the operator decides about a deployment, from one file; strict, so that nothing is lost unsaid. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface Settings {
  /** The one address of page and API: "ops.sailing.example"; "" = CloudFront's own. */
  domain: string;
  /** ACM certificate of that domain, in us-east-1; needed with a domain. */
  certificateArn: string;
  /** The operator's scc.toml, absolute. It goes into the functions' packages. */
  configuration: string;
  /** OAuth client id at Google that people sign in with. */
  signInClientId: string;
  /** Audience of the tokens that machines bring; "" = no machine gets in. */
  machineAudience: string;
  /** The service account that Pub/Sub pushes as; "" = no push, only the schedule. */
  pushAccount: string;
  /** Exact origins of pages that are served elsewhere. */
  corsAllowedOrigins: string[];
  /** Who hears of alarms; "" = nobody. */
  alarmEmail: string;
  monthlyBudgetDollars: number;
  architecture: 'x86_64' | 'arm64';
}

const defaults: Settings = {
  domain: '',
  certificateArn: '',
  configuration: '',
  signInClientId: '',
  machineAudience: '',
  pushAccount: '',
  corsAllowedOrigins: [],
  alarmEmail: '',
  monthlyBudgetDollars: 20,
  architecture: 'x86_64',
};

/** Throws an error that names the file, the key and what would be right. */
export function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} can't be read. It holds the settings of the deployment; infra/settings.example.json shows them.`);
  }
  const found = JSON.parse(text) as Record<string, unknown>;
  for (const [key, value] of Object.entries(found)) {
    if (!(key in defaults)) throw new Error(`${file}: unknown key "${key}"; there are ${Object.keys(defaults).join(', ')}.`);
    const wanted = defaults[key as keyof Settings];
    if (typeof value !== typeof wanted || Array.isArray(value) !== Array.isArray(wanted)) {
      throw new Error(`${file}: "${key}" has to be ${Array.isArray(wanted) ? 'a list' : `a ${typeof wanted}`}.`);
    }
  }
  const settings = { ...defaults, ...found } as Settings;
  check(file, settings);
  return { ...settings, configuration: resolve(dirname(file), settings.configuration) };
}

function check(file: string, settings: Settings) {
  const wrong = (what: string) => new Error(`${file}: ${what}`);
  if (!settings.configuration) throw wrong('"configuration" has to name the scc.toml to deploy.');
  if (!settings.signInClientId) throw wrong('"signInClientId" is missing: without it nobody can sign in.');
  if (settings.domain && !/^arn:aws[\w-]*:acm:us-east-1:/.test(settings.certificateArn)) {
    throw wrong('"certificateArn" has to be the ARN of a certificate in us-east-1, which is where CloudFront looks.');
  }
  for (const origin of settings.corsAllowedOrigins) {
    if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) {
      throw wrong(`"corsAllowedOrigins" has "${origin}": each has to be exact, like https://page.sailing.example.`);
    }
  }
  if (!['x86_64', 'arm64'].includes(settings.architecture)) throw wrong('"architecture" has to be x86_64 or arm64.');
  if (!(settings.monthlyBudgetDollars > 0)) throw wrong('"monthlyBudgetDollars" has to be more than 0.');
}
