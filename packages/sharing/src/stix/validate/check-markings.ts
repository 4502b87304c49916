// SPDX-License-Identifier: Apache-2.0
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below } from './report.ts';

/** An object does not mark itself, and granular markings select what is there (section 7.2.3). */
export function checkMarkings(object: Readonly<Record<string, unknown>>, path: string, { report }: ObjectContext): void {
  const { id, object_marking_refs: refs, granular_markings: granular } = object;
  if (Array.isArray(refs)) {
    refs.forEach((ref, i) => {
      if (ref === id)
        report.add('reference-self', below(below(path, 'object_marking_refs'), i), 'an object must not mark itself');
    });
  }
  if (!Array.isArray(granular)) return;
  granular.forEach((marking: unknown, i) => {
    if (!isRecord(marking)) return;
    const at = below(below(path, 'granular_markings'), i);
    if (marking.marking_ref !== undefined && marking.marking_ref === id) {
      report.add('reference-self', below(at, 'marking_ref'), 'an object must not mark itself');
    }
    if (!Array.isArray(marking.selectors)) return;
    marking.selectors.forEach((selector: unknown, j) => {
      if (typeof selector === 'string' && !resolves(object, selector)) {
        report.add('marking-selector', below(below(at, 'selectors'), j), `${selector} selects nothing in the object`);
      }
    });
  });
}

function resolves(object: unknown, selector: string): boolean {
  let here = object;
  for (const step of selector.split('.')) {
    const index = /^\[(\d+)\]$/.exec(step)?.[1];
    if (index !== undefined) {
      if (!Array.isArray(here) || Number(index) >= here.length) return false;
      here = here[Number(index)] as unknown;
    } else {
      if (!isRecord(here) || !Object.hasOwn(here, step)) return false;
      here = here[step];
    }
  }
  return true;
}

/** The marking definitions of TLP 1, which are given in the specification and may be used in this form only (section 7.2.1.4). */
const TLP: Readonly<Record<string, string>> = {
  white: 'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  green: 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  amber: 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  red: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
};
const TLP_PROPERTIES: ReadonlySet<string> = new Set([
  'type',
  'spec_version',
  'id',
  'created',
  'name',
  'definition_type',
  'definition',
]);

/** What a marking definition has to define (section 7.2.1). */
export function checkMarkingDefinition(object: Readonly<Record<string, unknown>>, path: string, context: ObjectContext): void {
  const { report } = context;
  const { definition_type: type, definition, extensions } = object;
  if (extensions === undefined) {
    for (const name of ['definition_type', 'definition']) {
      if (object[name] === undefined)
        report.add('marking-definition', path, `${name} is required where no extension defines the marking`);
    }
  } else if ((type === undefined) !== (definition === undefined)) {
    report.add('marking-definition', path, 'definition_type and definition go together');
  }
  const at = below(path, 'definition');
  if (definition !== undefined && !isRecord(definition)) return report.add('json-type', at, 'must be an object');
  if (typeof type === 'string' && type !== 'tlp' && type !== 'statement') {
    report.add('marking-definition-type', below(path, 'definition_type'), `should be tlp or statement, not ${type}`);
  }
  if (type === 'statement' && typeof definition?.statement !== 'string') {
    report.add('marking-definition', at, 'statement is required and must be a string');
  }
  if (type === 'tlp') checkTlp(object, definition?.tlp, path, context);
}

function checkTlp(object: Readonly<Record<string, unknown>>, colour: unknown, path: string, { report }: ObjectContext): void {
  const id = typeof colour === 'string' && Object.hasOwn(TLP, colour) ? TLP[colour] : undefined;
  if (id === undefined) {
    report.add('marking-definition', below(path, 'definition'), 'tlp must be white, green, amber or red');
    return;
  }
  if (
    object.id !== id ||
    object.created !== '2017-01-20T00:00:00.000Z' ||
    object.name !== `TLP:${String(colour).toUpperCase()}` ||
    Object.keys(object).some((name) => !TLP_PROPERTIES.has(name))
  ) {
    report.add('marking-tlp', path, `TLP ${String(colour)} has one definition, ${id}, in the form the specification gives`);
  }
}
