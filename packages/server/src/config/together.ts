// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Config } from './schema.ts';

/** Recipients that one object of a collection can have. */
const MOST_MEMBERS = 50;

/** @throws AppError CONFIG_INVALID where settings do not fit each other. */
export function checkTogether(config: Config): void {
  const { host, publicUrl, oidc, alerts, log, sharing } = config;
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
  const { name, sketchKey } = sharing.group;
  if ((name === null) !== (sketchKey === null)) {
    throw new AppError('CONFIG_INVALID', 'sharing.group.name and sharing.group.sketchKey come together', {
      hint: 'Set both, or neither.',
    });
  }
  checkRelay(sharing);
  checkLog(log);
}

function checkRelay({ organisation, relay: { members } }: Config['sharing']): void {
  if (members.length === 0) return;
  if (organisation === null) {
    throw new AppError('CONFIG_INVALID', 'sharing.relay.members makes this node a sharing centre, which needs a name', {
      hint: 'Set sharing.organisation.',
    });
  }
  if (members.length > MOST_MEMBERS) {
    throw new AppError('CONFIG_INVALID', `sharing.relay.members has ${members.length} members, more than ${MOST_MEMBERS}`, {
      hint: 'One object of a collection is for so many at most.',
    });
  }
  if (new Set(members).size < members.length || members.includes(organisation)) {
    throw new AppError('CONFIG_INVALID', 'sharing.relay.members names somebody twice, or this node itself', {
      hint: 'Name each partner once, by the identity that it signs as.',
    });
  }
}

function checkLog({ witnesses, quorum, timestampAuthority, witness }: Config['log']): void {
  if (quorum > witnesses.length) {
    throw new AppError('CONFIG_INVALID', `log.quorum asks for ${quorum} of ${witnesses.length} witnesses`, {
      hint: 'Name more witnesses, or ask for fewer.',
    });
  }
  const keys = [...witnesses, ...witness.for].map(({ key }) => key.split('+').slice(2).join('+'));
  const names = witnesses.map(({ name }) => name);
  if (new Set(keys).size !== keys.length || new Set(names).size !== names.length || names.includes('none')) {
    throw new AppError('CONFIG_INVALID', 'two witnesses, or two logs, have one name or one key', {
      hint: 'Each witness has a name and a key of its own.',
    });
  }
  const origins = witness.for.map(({ origin }) => origin);
  if (new Set(origins).size !== origins.length || witness.for.some(({ origin, key }) => !key.startsWith(`${origin}+`))) {
    throw new AppError('CONFIG_INVALID', 'log.witness.for names a log twice, or with a key that is not its own', {
      hint: 'The key of a log begins with the name of the log.',
    });
  }
  for (const { name, key, url } of witnesses) {
    const type = Buffer.from(key.split('+').slice(2).join('+'), 'base64')[0];
    if (type === 1)
      throw new AppError('CONFIG_INVALID', `the key of the witness ${name} is that of a log`, { hint: `See ${url}.` });
  }
  if ((timestampAuthority.url === null) !== (timestampAuthority.roots === null)) {
    throw new AppError('CONFIG_INVALID', 'log.timestampAuthority.url and log.timestampAuthority.roots come together', {
      hint: 'Set both, or neither.',
    });
  }
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
