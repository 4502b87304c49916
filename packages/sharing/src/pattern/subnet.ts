// SPDX-License-Identifier: Apache-2.0
import { isIpv4, isIpv6 } from '../stix/validate/forms.ts';

interface Block {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

/** Whether every address of `inner` is one of `outer`; addresses or CIDR blocks, IPv4 or IPv6; false for anything else. */
export function isSubnet(inner: string, outer: string): boolean {
  const a = readBlock(inner);
  const b = readBlock(outer);
  if (a === null || b === null || a.bits !== b.bits || a.prefix < b.prefix) return false;
  const shift = BigInt(b.bits - b.prefix);
  return a.address >> shift === b.address >> shift;
}

function readBlock(text: string): Block | null {
  const [address, prefix, ...more] = text.split('/') as [string, string?, ...string[]];
  if (more.length > 0) return null;
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : null;
  if (bits === null) return null;
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)) return null;
  return {
    bits,
    prefix: prefix === undefined ? bits : Number(prefix),
    address: bits === 32 ? readIpv4(address) : readIpv6(address),
  };
}

function readIpv4(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function readIpv6(text: string): bigint {
  const plain = text.replace(/[^:]*\.[^:]*$/, (ipv4) => {
    const value = readIpv4(ipv4);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [before = '', after] = plain.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
