// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const ROOT = fileURLToPath(new URL('../../../../../shared/oracles/stix/schemas', import.meta.url));

/** Whether the published schemas are there; tests that need them are skipped without. */
export const HAS_SCHEMAS = existsSync(ROOT);

export interface OasisSchemas {
  /** What the schema of an object's type says against it, or null; undefined where there is no schema. */
  problemOf(object: Readonly<Record<string, unknown>>): string | null | undefined;
  /** The names of properties that the schema of a type knows. */
  namesOf(type: string): string[];
}

interface Schema {
  readonly $id: string;
  readonly properties?: object;
  readonly allOf?: readonly Schema[];
}

export function loadOasisSchemas(): OasisSchemas {
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, logger: false });
  formats.default(ajv);
  const schemas = new Map<string, Schema>();
  for (const folder of readdirSync(ROOT)) {
    for (const file of readdirSync(join(ROOT, folder))) {
      const schema = JSON.parse(readFileSync(join(ROOT, folder, file), 'utf8')) as Schema;
      ajv.addSchema(schema);
      schemas.set(basename(file, '.json'), schema);
    }
  }
  return {
    problemOf(object) {
      const schema = schemas.get(String(object.type));
      const validate = schema === undefined ? undefined : ajv.getSchema(schema.$id);
      if (validate === undefined) return undefined;
      if (validate(object)) return null;
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');
    },
    namesOf(type) {
      const { properties = {}, allOf = [] } = schemas.get(type) ?? {};
      return [...Object.keys(properties), ...allOf.flatMap((part) => Object.keys(part.properties ?? {}))];
    },
  };
}
