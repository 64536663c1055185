import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../lib/settings.ts';
import { exampleSettings, synthesise } from './synthesised.ts';

function read(changes: Record<string, unknown>) {
  const file = join(mkdtempSync(join(tmpdir(), 'scc-settings-')), 'settings.json');
  writeFileSync(file, JSON.stringify({ ...exampleSettings(), ...changes }));
  return () => readSettings(file);
}

test('a key that nobody reads is an error, not a setting that was lost', () => {
  expect(read({ alarmMail: 'x@y.example' })).toThrow(/unknown key "alarmMail"; there are domain, /);
});

test('each wrong value is named', () => {
  expect(read({ corsAllowedOrigins: ['*'] })).toThrow(/"\*": each has to be exact/);
  expect(read({ corsAllowedOrigins: 'https://a.example' })).toThrow(/"corsAllowedOrigins" has to be a list/);
  expect(read({ certificateArn: 'arn:aws:acm:eu-central-1:1:certificate\/x' })).toThrow(/us-east-1/);
  expect(read({ signInClientId: '' })).toThrow(/nobody can sign in/);
  expect(read({ monthlyBudgetDollars: 0 })).toThrow(/more than 0/);
  expect(() => readSettings('/nowhere/settings.json')).toThrow(/settings.example.json shows them/);
});

test('without machines, pushes or a domain their parts are not made', () => {
  const { resources, findings } = synthesise({ domain: '', machineAudience: '', pushAccount: '' });
  const types = resources.map(([, resource]) => resource.Type);
  expect(types.filter((type) => type === 'AWS::ApiGatewayV2::Route')).toHaveLength(1);
  expect(types).not.toContain('AWS::ApiGatewayV2::Authorizer');
  expect(findings).toEqual([]);
});
