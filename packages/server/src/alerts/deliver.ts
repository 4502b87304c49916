// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Records } from '../parts.ts';
import { type SmtpSettings, sendMail } from './mail.ts';
import { type AlertMessage, slackBody } from './message.ts';
import { postJson } from './post.ts';
import { signBody } from './signature.ts';

type Target = NonNullable<Awaited<ReturnType<Records['alerts']['channelTarget']>>>;

/**
 * Delivers one alert through one channel, once.
 * @param now milliseconds since 1970 UTC, for the signature.
 * @throws AppError ALERT_FAILED
 */
export async function deliver(
  { channel, url, secret }: Target,
  message: AlertMessage,
  smtp: SmtpSettings,
  now: number,
): Promise<void> {
  switch (channel.kind) {
    case 'webhook': {
      if (secret === null) throw new AppError('ALERT_FAILED', 'the channel has no secret to sign with');
      const body = JSON.stringify(message);
      await postJson(url, body, {
        'X-Stillwatch-Alert': message.id,
        'X-Stillwatch-Signature': signBody(secret, body, Math.floor(now / 1000)),
      });
      return;
    }
    case 'slack':
      await postJson(url, JSON.stringify(slackBody(message)), {});
      return;
    case 'email':
      await sendMail(smtp, url, message);
  }
}
