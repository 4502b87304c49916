// SPDX-License-Identifier: Apache-2.0
import { CONSTRAINTS, type Constraint, NEEDS_CONTENT } from '../model/constraints.table.ts';
import { CUSTOM_OBSERVABLE_SHAPE } from '../model/observables.table.ts';
import { compareTimestamps, parseTimestamp } from '../timestamp.ts';
import type { ObjectContext } from './context.ts';
import { below } from './report.ts';

type Json = Readonly<Record<string, unknown>>;

/** Checks what an object, an extension or a part asks of several of its properties together. @param name see {@link CONSTRAINTS} */
export function checkConstraints(object: Json, name: string, path: string, context: ObjectContext): void {
  const constraints = Object.hasOwn(CONSTRAINTS, name) ? CONSTRAINTS[name]! : [];
  for (const constraint of constraints) checkConstraint(object, constraint, path, context);
  if (NEEDS_CONTENT.has(name)) {
    const own = Object.keys(object).some((key) => key === 'extensions' || !CUSTOM_OBSERVABLE_SHAPE.has(key));
    if (!own) context.report.add('content-missing', path, `${name} must have at least one property of its own`);
  }
}

function checkConstraint(object: Json, constraint: Constraint, path: string, { report }: ObjectContext): void {
  const has = (name: string) => object[name] !== undefined;
  const { names } = constraint;
  switch (constraint.rule) {
    case 'some-of':
      if (!names.some(has)) report.add('some-of', path, `must have at least one of ${names.join(', ')}`);
      return;
    case 'only-one-of':
      if (names.filter(has).length > 1) report.add('only-one-of', path, `must not have both ${names.join(' and ')}`);
      return;
    case 'needs':
    case 'excludes': {
      const { when, value, rule } = constraint;
      if (!has(when) || (value !== undefined && object[when] !== value)) return;
      const condition = value === undefined ? when : `${when} ${value}`;
      for (const name of names) {
        if (rule === 'needs' && !has(name)) report.add('needs-property', path, `${condition} needs ${name}`);
        if (rule === 'excludes' && has(name)) report.add('excludes-property', below(path, name), `${condition} excludes ${name}`);
      }
      return;
    }
    case 'order': {
      const [earlier, later] = names.map((name) => timeOf(object[name]));
      if (earlier == null || later == null) return;
      const order = compareTimestamps(earlier, later);
      if (order < 0 || (order === 0 && constraint.strict !== true)) return;
      const relation = constraint.strict === true ? 'must be later than' : 'must not be earlier than';
      const rule = constraint.plausible === true ? 'timestamp-plausible' : 'timestamp-order';
      report.add(rule, below(path, names[1]), `${names[1]} ${relation} ${names[0]}`);
    }
  }
}

function timeOf(value: unknown) {
  return typeof value === 'string' ? parseTimestamp(value) : null;
}

/** `modified` is never before `created` (section 3.6). */
export function checkVersionTimes(object: Json, path: string, context: ObjectContext): void {
  checkConstraint(object, { rule: 'order', names: ['created', 'modified'] }, path, context);
}
