// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';

/**
 * `X-Stillwatch-Signature` of a webhook body: `t=<seconds>,v1=<hex>`, HMAC-SHA256 with the channel's secret over
 * `<seconds>.<body>`. The time is signed with the body, so that a receiver can refuse what is old.
 */
export function signBody(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
