// SPDX-License-Identifier: Apache-2.0
import { AppError, systemCodeOf } from '@stillwatch/core';
import { createTransport } from 'nodemailer';
import { checkHost } from './addresses.ts';
import { type AlertMessage, mailText } from './message.ts';

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with user and password; null: no e-mail is sent. */
  readonly url: string | null;
  readonly from: string | null;
}

const TIMEOUT = 10_000;

/** Sends one alert by e-mail. @throws AppError ALERT_FAILED, without the server's words. */
export async function sendMail({ url, from }: SmtpSettings, to: string, message: AlertMessage): Promise<void> {
  if (url === null || from === null) {
    throw new AppError('ALERT_FAILED', 'no mail server is configured', { hint: 'Set `alerts.smtp.url` and `alerts.smtp.from`.' });
  }
  const { hostname, port, protocol, username, password } = new URL(url);
  checkHost(new URL(url));
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    // An alert's texts are ours: nothing in them names a file or a URL to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to,
      ...mailText(message),
      // Sent again, it is the same message.
      messageId: `<${message.id}@stillwatch.invalid>`,
    });
  } catch (error) {
    throw new AppError('ALERT_FAILED', `the mail server did not take the message (${systemCodeOf(error) || 'failed'})`);
  } finally {
    transport.close();
  }
}
