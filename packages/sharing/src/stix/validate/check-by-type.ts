// SPDX-License-Identifier: Apache-2.0
import { isLanguageTag } from '../names/languages.ts';
import { checkIndicator } from './check-indicator.ts';
import { checkMarkingDefinition } from './check-markings.ts';
import { checkObservedData } from './check-observed-data.ts';
import { checkRelationship } from './check-relationship.ts';
import { typeOfIdentifier } from './check-reference.ts';
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

type Check = (object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext) => void;

/** What only one type asks for, beyond its properties and {@link CONSTRAINTS}. */
export const TYPE_CHECKS: Readonly<Record<string, Check>> = {
  'extension-definition'(object, path, { report }) {
    if (object.description === undefined)
      report.add('extension-description', path, 'an extension definition should have a description');
    const types = Array.isArray(object.extension_types) ? object.extension_types : [];
    const toplevel = types.includes('toplevel-property-extension');
    if (toplevel && object.extension_properties === undefined) {
      report.add('extension-properties', path, 'a toplevel-property-extension should list its extension_properties');
    }
    if (!toplevel && object.extension_properties !== undefined) {
      report.add(
        'extension-properties-use',
        below(path, 'extension_properties'),
        'only a toplevel-property-extension has extension_properties',
      );
    }
  },

  indicator: checkIndicator,

  'language-content'(object, path, { report }) {
    const { object_ref: ref, contents } = object;
    const type = typeof ref === 'string' ? typeOfIdentifier(ref) : null;
    if (type === 'bundle' || type === 'language-content') {
      report.add('reference-type', below(path, 'object_ref'), `must not refer to ${type}`);
    }
    const at = below(path, 'contents');
    if (!isRecord(contents)) {
      if (contents !== undefined) report.add('json-type', at, 'must be an object');
      return;
    }
    if (Object.keys(contents).length === 0) report.add('dictionary-empty', at, 'a dictionary must not be empty');
    for (const [language, texts] of Object.entries(contents)) {
      const here = below(at, language);
      if (!isLanguageTag(language)) report.add('language-tag', here, `${language} is not a language tag (RFC 5646)`);
      if (!isRecord(texts) || Object.keys(texts).length === 0) {
        report.add('language-content', here, 'must be an object with the names of properties');
        continue;
      }
      for (const [name, text] of Object.entries(texts)) {
        const holds = (typeof text === 'string' && text !== '') || isRecord(text) || (Array.isArray(text) && text.length > 0);
        if (!holds) report.add('language-content', below(here, name), 'must be a string, a list or an object that is not empty');
      }
    }
  },

  'marking-definition': checkMarkingDefinition,

  'network-traffic'(object, path, { report }) {
    if ((object.src_port === undefined) !== (object.dst_port === undefined)) {
      report.add('network-traffic-ports', path, 'traffic should have both src_port and dst_port');
    }
  },

  'observed-data': checkObservedData,
  relationship: checkRelationship,

  'windows-registry-key'({ key }, path, { report }) {
    if (typeof key !== 'string') return;
    const hive = key.split('\\')[0]!;
    if (/^HK(?:LM|CU|CR|U|CC|PD|DD)$/i.test(hive)) {
      report.add('registry-key', below(path, 'key'), `the hive must be written out, not as ${hive}`);
    }
  },
};
