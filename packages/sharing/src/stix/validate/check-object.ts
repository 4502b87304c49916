// SPDX-License-Identifier: Apache-2.0
import { CUSTOM_OBJECT_SHAPE } from '../model/domain-objects.table.ts';
import { CUSTOM_OBSERVABLE_SHAPE } from '../model/observables.table.ts';
import { categoryOf, shapeOf } from '../model/types.ts';
import { lacksContributing } from '../observable-id.ts';
import { TYPE_CHECKS } from './check-by-type.ts';
import { checkConstraints, checkVersionTimes } from './check-constraints.ts';
import { checkCustomType } from './check-custom.ts';
import { checkExtensions } from './check-extensions.ts';
import { checkMarkings } from './check-markings.ts';
import { embeddedObservables } from './check-observed-data.ts';
import { checkProperties } from './check-properties.ts';
import { readIdentifier, typeOfIdentifier } from './check-reference.ts';
import { declaredExtensions, type ObjectContext } from './context.ts';
import { isRecord, isTooDeep } from './json.ts';
import { below, type Report } from './report.ts';

/** Types that later versions of STIX may define (section 3.8). */
const RESERVED_TYPES: ReadonlySet<string> = new Set(['action']);

/** Checks one object that is no bundle. @param path JSON pointer to it */
export function checkObject(object: unknown, path: string, report: Report): void {
  if (!isRecord(object)) {
    report.about('');
    report.add('json-type', path, 'a STIX object is a JSON object');
    return;
  }
  report.about(object.id);
  if (isTooDeep(object)) return report.add('json-nesting', path, 'nested too deeply');
  const context = contextOf(object, report);
  const { type, category, isStandard } = context;
  checkType(object, path, context);
  checkIdentity(object, path, context);
  const shape = shapeOf(type) ?? (category === 'sco' ? CUSTOM_OBSERVABLE_SHAPE : CUSTOM_OBJECT_SHAPE);
  checkProperties(object, shape, path, context);
  if (object.spec_version !== undefined && object.spec_version !== '2.1') {
    report.add('spec-version', below(path, 'spec_version'), 'must be "2.1"');
  }
  checkConstraints(object, type, path, context);
  checkVersionTimes(object, path, context);
  checkExtensions(object, path, context);
  checkMarkings(object, path, context);
  if (isStandard && Object.hasOwn(TYPE_CHECKS, type)) TYPE_CHECKS[type]!(object, path, context);
  for (const [observable, at] of embeddedObservables(object, path)) checkObject(observable, at, report);
}

function contextOf(object: Readonly<Record<string, unknown>>, report: Report): ObjectContext {
  const type = typeof object.type === 'string' ? object.type : '';
  const declared = declaredExtensions(object);
  const known = categoryOf(type);
  const isSco =
    declared.has('new-sco') ||
    (!declared.has('new-sdo') && !declared.has('new-sro') && object.created === undefined && object.modified === undefined);
  const extensions = isRecord(object.extensions) ? object.extensions : {};
  return {
    report,
    type,
    category: known ?? (isSco ? 'sco' : 'sdo'),
    isStandard: known !== null,
    declared,
    extensions: (report.options.extensions ?? []).filter(({ id }) => Object.hasOwn(extensions, id)),
  };
}

function checkType(object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report, type, isStandard } = context;
  // A type that is missing or no string is reported with the properties.
  if (type === '') return;
  const at = below(path, 'type');
  if (RESERVED_TYPES.has(type)) report.add('object-type-reserved', at, `${type} is reserved`);
  if (isStandard) return;
  if (type.length < 3 || type.length > 250 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(type)) {
    report.add('object-type', at, 'must be 3 to 250 letters a–z, digits and single hyphens, a letter first');
  }
  checkCustomType(at, context);
}

function checkIdentity(object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report, type, category, isStandard } = context;
  const { id } = object;
  if (typeof id !== 'string') return;
  const at = below(path, 'id');
  const read = readIdentifier(id);
  if (read === null) report.add('identifier', at, `${JSON.stringify(id.slice(0, 80))} is not an identifier: type--UUID`);
  if (type !== '' && typeOfIdentifier(id) !== type) report.add('identifier-type', at, `must begin with ${type}--`);
  if (read === null) return;
  if (category !== 'sco') {
    if (read.version !== 4) report.add('uuid-check', at, 'the UUID should be of version 4 (RFC 4122)');
  } else if (isStandard) {
    const wanted = lacksContributing(object) ? [4] : [5];
    // Without a property that the id could be made of, any is as good.
    if (lacksContributing(object) && type !== 'process') wanted.push(5);
    if (!wanted.includes(read.version)) {
      report.add('uuid-check', at, `the UUID should be of version ${wanted[0]} (section 2.9)`);
    }
  }
}
