// SPDX-License-Identifier: Apache-2.0
import { extensionShapeOf, isPredefinedExtension } from '../model/types.ts';
import { VOCABULARIES } from '../names/vocabularies.ts';
import { checkConstraints } from './check-constraints.ts';
import { checkCustomExtension } from './check-custom.ts';
import { checkCustomValue } from './check-custom-value.ts';
import { checkProperties } from './check-properties.ts';
import { readIdentifier } from './check-reference.ts';
import type { ObjectContext } from './context.ts';
import { isPropertyName } from './forms.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** Checks the `extensions` of an object: predefined ones by their tables, others by their form (sections 7.3 and 11.3). */
export function checkExtensions(object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report, type } = context;
  const all = object.extensions;
  if (all === undefined) return;
  const root = below(path, 'extensions');
  if (!isRecord(all)) return report.add('json-type', root, 'must be an object');
  if (Object.keys(all).length === 0) report.add('dictionary-empty', root, 'a dictionary must not be empty');
  for (const [name, content] of Object.entries(all)) {
    const at = below(root, name);
    if (!isRecord(content)) {
      report.add('json-type', at, 'must be an object');
      continue;
    }
    if (Object.keys(content).length === 0) report.add('dictionary-empty', at, 'an extension must not be empty');
    const shape = extensionShapeOf(type, name);
    if (shape !== undefined) {
      checkProperties(content, shape, at, context, name);
      checkConstraints(content, name, at, context);
    } else if (name.startsWith('extension-definition--')) checkDefined(name, content, at, context);
    else if (isPredefinedExtension(name)) report.add('extension-name', at, `${name} does not belong to ${type}`);
    else {
      checkCustomExtension(name, at, context);
      checkContent(content, at, context);
    }
  }
  for (const extension of context.extensions) {
    const content = all[extension.id];
    if (!isRecord(content)) continue;
    for (const { path: where, message } of extension.check(object, content))
      report.add('extension-schema', `${path}${where}`, message);
  }
}

function checkDefined(name: string, content: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report } = context;
  if (readIdentifier(name) === null) report.add('identifier', path, `${name} is not an identifier: type--UUID`);
  const kind = content.extension_type;
  const known: ReadonlySet<string> = VOCABULARIES['extension-type-enum'];
  if (kind === undefined) report.add('required-property', path, 'extension_type is required');
  else if (typeof kind !== 'string' || !known.has(kind)) {
    report.add('extension-type', below(path, 'extension_type'), `must be one of ${[...known].join(', ')}`);
  }
  checkContent(content, path, context);
}

function checkContent(content: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  for (const [name, value] of Object.entries(content)) {
    const at = below(path, name);
    if (name !== 'id' && !isPropertyName(name)) {
      context.report.add(
        'property-name',
        at,
        'names of properties have 3 to 250 letters a–z, digits and underscores, a letter first',
      );
    }
    checkCustomValue(name, value, at, context);
  }
}
