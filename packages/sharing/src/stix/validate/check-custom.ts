// SPDX-License-Identifier: Apache-2.0
import type { ObjectContext } from './context.ts';
import { isPropertyName } from './forms.ts';
import type { Report } from './report.ts';

/**
 * Content that the specification does not define comes through extension definitions (section 7.3). The older way, a
 * prefix (section 11), is what names are judged by where `extensions-use` is switched off.
 */
const PREFIXES = {
  type: { strict: /^x-.+-.+$/, lax: /^x-.+$/, example: 'x-example-com-name' },
  property: { strict: /^x_.+_.+$/, lax: /^x_.+$/, example: 'x_example_com_name' },
  extension: { strict: /^x-.+-.+-ext$/, lax: /^x-.+-ext$/, example: 'x-example-com-name-ext' },
} as const;

/** Whether names are judged by their prefix although an extension may declare them. */
export function isPrefixWanted(report: Report): boolean {
  return !report.isActive('extensions-use');
}

export function checkPrefix(what: keyof typeof PREFIXES, name: string, path: string, report: Report): void {
  const { strict, lax, example } = PREFIXES[what];
  if (report.isActive('custom-prefix')) {
    if (!strict.test(name)) report.add('custom-prefix', path, `${what} names that are not of STIX look like ${example}`);
  } else if (report.isActive('custom-prefix-lax') && !lax.test(name)) {
    report.add('custom-prefix-lax', path, `${what} names that are not of STIX begin with ${example.slice(0, 2)}`);
  }
}

/** A property that no table has, of an object or of a part of it. */
export function checkCustomProperty(name: string, path: string, context: ObjectContext, part: string | undefined): void {
  const { report, isStandard, declared, category } = context;
  if (!isPropertyName(name)) {
    report.add('property-name', path, 'names of properties have 3 to 250 letters a–z, digits and underscores, a letter first');
  }
  if (!isStandard && part === undefined) return;
  if (report.options.strictProperties === true) report.add('property-strict', path, `${name} is not a property of STIX`);
  const isDeclared = part === undefined && declared.has('toplevel-property-extension');
  if (!isDeclared) {
    report.add('extensions-use', path, `${name} is not a property of STIX: declare it with an extension definition`);
    checkPrefix('property', name, path, report);
    // Two extensions may give one observable the same name: what is not prefixed can collide at its top.
  } else if (isPrefixWanted(report) || category === 'sco') checkPrefix('property', name, path, report);
}

/** A type that no table has. */
export function checkCustomType(path: string, { type, report, declared }: ObjectContext): void {
  if (report.options.strictTypes === true) report.add('object-type-strict', path, `${type} is not a type of STIX`);
  const isDeclared = ['new-sdo', 'new-sco', 'new-sro'].some((kind) => declared.has(kind));
  if (!isDeclared) report.add('extensions-use', path, `${type} is not a type of STIX: declare it with an extension definition`);
  if (!isDeclared || isPrefixWanted(report)) checkPrefix('type', type, path, report);
}

/** An extension in the old style: neither of the specification nor `extension-definition--…`. */
export function checkCustomExtension(name: string, path: string, { report }: ObjectContext): void {
  if (name.length > 250 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-ext$/.test(name)) {
    report.add('extension-name', path, 'must be extension-definition--UUID, or lower case with hyphens and end in -ext');
  }
  report.add('extensions-use', path, `${name} is not an extension of STIX: use an extension definition`);
  checkPrefix('extension', name, path, report);
}
