/** Acknowledge: a finding of cdk-nag that stays, with its reason. */
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export function acknowledge(construct: IConstruct, rule: string, reason: string) {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}
