// SPDX-License-Identifier: Apache-2.0
import { categoryOf } from '../model/types.ts';
import type { ObjectContext } from './context.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([1-5])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const TYPE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Type, UUID and version of the UUID of an identifier, or null where it is none (section 2.9). */
export function readIdentifier(text: string): { type: string; uuid: string; version: number } | null {
  const cut = text.indexOf('--');
  if (cut === -1) return null;
  const type = text.slice(0, cut);
  const uuid = text.slice(cut + 2);
  const version = UUID.exec(uuid)?.[1];
  return version === undefined || !TYPE.test(type) ? null : { type, uuid, version: Number(version) };
}

/** The type that an identifier names, whatever follows it. */
export function typeOfIdentifier(text: string): string | null {
  const cut = text.indexOf('--');
  return cut > 0 && TYPE.test(text.slice(0, cut)) ? text.slice(0, cut) : null;
}

/** Checks that a value is an identifier and that it is of one of the types, see {@link Kind}. */
export function checkReference(value: string, to: readonly string[], path: string, context: ObjectContext): void {
  const { report, category } = context;
  const type = typeOfIdentifier(value);
  // Observables of older producers carry references whose UUID is damaged; other validators take them for references, too.
  const holds = category === 'sco' ? type !== null && /--[0-9a-f-]{30,36}$/i.test(value) : readIdentifier(value) !== null;
  if (type === null || !holds) {
    report.add('reference', path, `${JSON.stringify(value.slice(0, 80))} is not an identifier: type--UUID`);
    return;
  }
  if (!isOneOf(type, to)) {
    report.add('reference-type', path, `must refer to ${to.map(nameOf).join(' or ')}, not to ${type}`);
  }
}

function isOneOf(type: string, to: readonly string[]): boolean {
  const category = categoryOf(type);
  return to.some((wanted) => {
    switch (wanted) {
      case 'any':
        return category !== 'bundle';
      // Types that the specification does not define may be of any category.
      case 'sdo':
      case 'sco':
      case 'sro':
        return category === wanted || category === null;
      case 'identity+':
        return type === 'identity' || category === null;
      default:
        return type === wanted;
    }
  });
}

const NAMES: Readonly<Record<string, string>> = {
  any: 'an object',
  sdo: 'a domain object',
  sco: 'an observable',
  sro: 'a relationship',
  'identity+': 'identity',
};

function nameOf(to: string): string {
  return NAMES[to] ?? to;
}
