// SPDX-License-Identifier: Apache-2.0
import { lookup as lookupName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '@stillwatch/core';

/**
 * Addresses that no alert is sent to: link-local ones, at which clouds give out their machines' credentials, and the
 * metadata addresses that lie elsewhere. Loopback and private networks are where receivers on the premises are.
 */
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet('169.254.0.0', 16, 'ipv4');
FORBIDDEN.addAddress('100.100.100.200', 'ipv4');
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6');
// The same IPv4 addresses as translators write them (RFC 6052).
FORBIDDEN.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
FORBIDDEN.addAddress('64:ff9b::6464:64c8', 'ipv6');

/** May an alert go to this address? IPv4 within IPv6 (`::ffff:…`) counts as IPv4. */
export function isAllowedAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !FORBIDDEN.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** @throws AppError ALERT_FAILED for a URL that names a forbidden address itself; names are looked at when they resolve. */
export function checkHost(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowedAddress(host)) throw refused();
}

/**
 * A lookup for outgoing connections that gives allowed addresses only. It is the connection's own, so that a name
 * cannot resolve to one address when it is checked and to another when it is used.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookupName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 4);
    const allowed = addresses.filter(({ address }) => isAllowedAddress(address));
    if (allowed.length === 0 || allowed.length < addresses.length) return callback(refused(), '', 4);
    if (options.all === true) return callback(null, allowed);
    return callback(null, allowed[0]!.address, allowed[0]!.family);
  });
};

function refused(): AppError {
  return new AppError('ALERT_FAILED', 'the receiver is at a link-local or metadata address');
}
