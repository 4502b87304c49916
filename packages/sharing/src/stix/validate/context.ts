// SPDX-License-Identifier: Apache-2.0
import type { Category } from '../model/types.ts';
import { isRecord } from './json.ts';
import type { KnownExtension, Report } from './report.ts';

/** What the checks of one object share. */
export interface ObjectContext {
  readonly report: Report;
  /** `null` for an object of a type of its own whose category is not known either. */
  readonly category: Category;
  /** '' where the object has none. */
  readonly type: string;
  /** Whether the specification defines the type. */
  readonly isStandard: boolean;
  /** Extension types that the object declares with `extension-definition--…` entries. */
  readonly declared: ReadonlySet<string>;
  /** Extensions of the object that are known with their content. */
  readonly extensions: readonly KnownExtension[];
}

/** Values of `extension_type` among the extensions of an object. */
export function declaredExtensions(object: Readonly<Record<string, unknown>>): Set<string> {
  const { extensions } = object;
  if (!isRecord(extensions)) return new Set();
  return new Set(
    Object.entries(extensions).flatMap(([name, content]) =>
      name.startsWith('extension-definition--') && isRecord(content) && typeof content.extension_type === 'string'
        ? [content.extension_type]
        : [],
    ),
  );
}
