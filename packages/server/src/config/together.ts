// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Config } from './schema.ts';

/** @throws AppError CONFIG_INVALID where settings do not fit each other. */
export function checkTogether(config: Config): void {
  const { host, publicUrl, oidc, alerts } = config;
  if (!isLoopback(host) && publicUrl?.startsWith('https:') !== true) {
    throw new AppError('CONFIG_INVALID', `host ${host} can be reached from elsewhere, and nothing says that TLS protects it`, {
      hint: 'Put a proxy that speaks TLS in front and set publicUrl to its https address, or listen at 127.0.0.1.',
    });
  }
  if ((oidc.issuer === null) !== (oidc.clientId === null)) {
    throw new AppError('CONFIG_INVALID', 'oidc.issuer and oidc.clientId come together', { hint: 'Set both, or neither.' });
  }
  if (oidc.issuer !== null && !oidc.issuer.startsWith('https:') && !isLoopback(new URL(oidc.issuer).hostname)) {
    throw new AppError('CONFIG_INVALID', 'oidc.issuer is reached without TLS', { hint: 'Give its https address.' });
  }
  if (alerts.smtp.url !== null && alerts.smtp.from === null) {
    throw new AppError('CONFIG_INVALID', 'alerts.smtp.url is there, alerts.smtp.from is not', {
      hint: 'Say who sends the alerts.',
    });
  }
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
