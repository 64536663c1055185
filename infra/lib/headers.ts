/** Headers: what every answer carries for the browser's sake, read from the C++ that says it too. */
import { readFileSync } from 'node:fs';
import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

const source = new URL('../../src/api/browser_headers', import.meta.url).pathname;

/** The adjacent string literals that begin after `name =`. */
export function contentSecurityPolicy(): string {
  const text = readFileSync(`${source}.h`, 'utf8');
  const declared = /content_security_policy\s*=\s*((?:"[^"]*"\s*)+);/.exec(text)?.[1];
  if (!declared) throw new Error(`${source}.h no longer declares content_security_policy the way this reads it.`);
  return [...declared.matchAll(/"([^"]*)"/g)].map((part) => part[1]).join('');
}

export function permissionsPolicy(): string {
  const found = /"permissions-policy",\s*"([^"]*)"/.exec(readFileSync(`${source}.cpp`, 'utf8'))?.[1];
  if (!found) throw new Error(`${source}.cpp no longer names permissions-policy the way this reads it.`);
  return found;
}

export function securityHeaders(scope: Construct): cloudfront.ResponseHeadersPolicy {
  return new cloudfront.ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        preload: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        { header: 'Permissions-Policy', value: permissionsPolicy(), override: true },
      ],
    },
  });
}
