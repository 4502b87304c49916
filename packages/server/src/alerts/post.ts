// SPDX-License-Identifier: Apache-2.0
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AppError, systemCodeOf } from '@stillwatch/core';
import { checkHost, guardedLookup } from './addresses.ts';

const TIMEOUT = 10_000;

/**
 * Posts JSON once. Only an answer of 2xx is success; redirects are not followed.
 * @param timeoutMs from the start to the answer's head.
 * @throws AppError ALERT_FAILED, with a reason that holds nothing of the URL: its path may be a credential.
 */
export async function postJson(
  target: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs = TIMEOUT,
): Promise<void> {
  const url = parseTarget(target);
  checkHost(url);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const status = await new Promise<number>((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        lookup: guardedLookup,
        // No connection is kept: one that was opened before would not be looked up again.
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Stillwatch',
          ...headers,
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        // What the receiver has to say is not read.
        response.on('error', () => {});
        response.destroy();
      },
    );
    request.on('error', (error) => reject(toFailure(error)));
    request.end(body);
  });
  if (status >= 200 && status < 300) return;
  const what = status >= 300 && status < 400 ? `a redirect (${status}), which is not followed` : `status ${status}`;
  throw new AppError('ALERT_FAILED', `the receiver answered with ${what}`);
}

function parseTarget(target: string): URL {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new AppError('ALERT_FAILED', 'the channel’s target is no http or https URL');
}

function toFailure(error: Error): AppError {
  if (error instanceof AppError) return error;
  const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError';
  const reason = timedOut ? 'did not answer in time' : `cannot be reached (${systemCodeOf(error) || 'connection failed'})`;
  return new AppError('ALERT_FAILED', `the receiver ${reason}`);
}
