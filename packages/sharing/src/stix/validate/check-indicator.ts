// SPDX-License-Identifier: Apache-2.0
import type { ObservationExpression } from '../../pattern/ast.ts';
import { comparisonsOf } from '../../pattern/check.ts';
import { tryParsePattern } from '../../pattern/parse.ts';
import { OBSERVABLE_TYPES, shapeOf } from '../model/types.ts';
import { checkPrefix, isPrefixWanted } from './check-custom.ts';
import type { ObjectContext } from './context.ts';
import { below, type Report } from './report.ts';

/** An indicator's pattern is read, its types and properties are looked at; it should say what it is (section 4.7). */
export function checkIndicator(object: Readonly<Record<string, unknown>>, path: string, { report }: ObjectContext): void {
  const { pattern, pattern_type: language } = object;
  for (const name of ['name', 'description']) {
    if (object[name] === undefined) report.add('indicator-properties', path, `an indicator should have a ${name}`);
  }
  if (language !== 'stix' || typeof pattern !== 'string') return;
  const at = below(path, 'pattern');
  const read = tryParsePattern(pattern);
  if (!read.ok) {
    report.add('pattern', at, read.problem.message);
    return;
  }
  checkNames(read.pattern, at, report);
}

function checkNames(pattern: ObservationExpression, at: string, report: Report): void {
  for (const { path } of comparisonsOf(pattern)) {
    const { objectType: type, steps } = path;
    const isStandard = OBSERVABLE_TYPES.includes(type);
    const shape = shapeOf(type);
    if (!isStandard) {
      if (report.options.strictTypes === true) report.add('object-type-strict', at, `${type} is not an observable of STIX`);
      if (type.length < 3 || type.length > 250 || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(type)) {
        report.add('object-type', at, `${type} is not a name of a type: 3 to 250 of a–z, 0–9 and single hyphens`);
      }
      if (isPrefixWanted(report)) checkPrefix('type', type, at, report);
    }
    const first = steps[0]!;
    const name = first.kind === 'key' ? first.name : '';
    if (isStandard && (shape?.has(name) === true || name === 'extensions')) continue;
    if (isStandard && report.options.strictProperties === true) {
      report.add('property-strict', at, `${name} is not a property of ${type}`);
    }
    if (!/^[a-z0-9_]{3,250}$/.test(name) && name !== 'id') {
      report.add('property-name', at, `${name} is not a name of a property: 3 to 250 of a–z, 0–9 and _`);
    }
    if (isPrefixWanted(report)) checkPrefix('property', name, at, report);
  }
}
