// SPDX-License-Identifier: Apache-2.0
import { categoryOf } from '../model/types.ts';
import { COMMON_RELATIONSHIPS, RELATIONSHIPS } from '../names/relationships.ts';
import { typeOfIdentifier } from './check-reference.ts';
import type { ObjectContext } from './context.ts';
import { below } from './report.ts';

/** A relationship should be one that the specification defines between these types, or that an extension defines. */
export function checkRelationship(object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report, extensions } = context;
  const { relationship_type: type, source_ref: from, target_ref: to } = object;
  if (typeof type !== 'string' || typeof from !== 'string' || typeof to !== 'string') return;
  const source = typeOfIdentifier(from);
  const target = typeOfIdentifier(to);
  if (source === null || target === null || COMMON_RELATIONSHIPS.has(type)) return;
  if (extensions.some(({ relationships }) => relationships.includes(type))) return;
  const types = RELATIONSHIPS.get(source);
  const at = below(path, 'relationship_type');
  const targets = types?.get(type);
  if (types === undefined) report.add('relationship-types', at, `STIX defines no relationships from ${source}`);
  else if (targets === undefined) {
    report.add('relationship-types', at, `STIX defines no ${type} from ${source}, only ${[...types.keys()].join(', ')}`);
  } else if (!targets.has(target) && !(targets.has('sco') && ['sco', null].includes(categoryOf(target)))) {
    report.add('relationship-types', at, `STIX defines ${type} from ${source} to ${[...targets].join(', ')}, not to ${target}`);
  }
}
