/**
 * Secrets: their places, not their values. The stack never writes a value but the front door's first
 * one, so no redeploy can lose a credential.
 */
import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export class Secrets extends Construct {
  /** The grant that reads Gmail and writes the calendar, as "authorized_user" JSON. */
  readonly google: secretsmanager.CfnSecret;
  /** {"client_secret": "…"} of the client that people sign in with. */
  readonly signIn: secretsmanager.CfnSecret;
  /** What CloudFront shows to API Gateway; nobody else knows it. */
  readonly frontDoor: secretsmanager.CfnSecret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.google = this.secret('Google', 'scc/google', 'The Google grant, as authorized_user JSON; a person puts its value');
    this.signIn = this.secret('SignIn', 'scc/sign-in', 'The client secret for sign-in; a person puts its value');
    this.frontDoor = this.secret('FrontDoor', 'scc/front-door', 'What CloudFront shows to API Gateway');
    this.frontDoor.generateSecretString = { excludePunctuation: true, passwordLength: 48 };
  }

  /** The front door's value, which CloudFormation fills in when it deploys; no template holds it. */
  get frontDoorValue(): string {
    return SecretValue.secretsManager(this.frontDoor.ref).unsafeUnwrap();
  }

  names(): Record<string, string> {
    return {
      SCC_GOOGLE_SECRET: this.google.attrId,
      SCC_SIGN_IN_SECRET: this.signIn.attrId,
      SCC_FRONT_DOOR_SECRET: this.frontDoor.attrId,
    };
  }

  letRead(role: iam.IGrantable, secrets: secretsmanager.CfnSecret[]) {
    role.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'Secrets',
        actions: ['secretsmanager:GetSecretValue'],
        resources: secrets.map((secret) => secret.attrId),
      }),
    );
  }

  private secret(id: string, name: string, description: string): secretsmanager.CfnSecret {
    const made = new secretsmanager.CfnSecret(this, id, { name, description });
    made.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(made, 'SMG4', 'Google rotates no client secret or grant by itself; a person renews them.');
    return made;
  }
}
