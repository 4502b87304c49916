// SPDX-License-Identifier: Apache-2.0
/** /24 of an IPv4 address, /48 of an IPv6 one; '' for anything else. */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
  if (four !== null) return four[1]!;
  if (!address.includes(':')) return '';
  const [head] = address.split('::') as [string];
  const groups = head.split(':').filter((group) => group !== '');
  while (groups.length < 3) groups.push('0');
  return groups
    .slice(0, 3)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
