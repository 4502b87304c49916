// SPDX-License-Identifier: Apache-2.0
import type { StixObject } from './objects.ts';
import { laterVersion } from './versions.ts';

/** Objects by their relationships; of several versions of one the latest counts, and what is withdrawn is not followed. */
export class ObjectGraph {
  readonly #objects = new Map<string, StixObject>();

  constructor(objects: readonly StixObject[]) {
    for (const object of objects) {
      const known = this.#objects.get(object.id);
      this.#objects.set(object.id, known === undefined ? object : laterVersion(object, known));
    }
  }

  of(type: string): StixObject[] {
    return [...this.#objects.values()].filter((object) => object.type === type);
  }

  /** Relationships of a type that are not withdrawn, by where they come from or lead to. */
  relationships(type: string, end: 'source_ref' | 'target_ref', id: string): StixObject[] {
    return this.of('relationship').filter(
      (object) => object.relationship_type === type && object[end] === id && object.revoked !== true,
    );
  }

  /** What an object leads to, of a type. */
  targets(from: string, relationship: string, type: string): StixObject[] {
    return this.relationships(relationship, 'source_ref', from).flatMap(({ target_ref: to }) => this.#get(to, type));
  }

  sources(to: string, relationship: string, type: string): StixObject[] {
    return this.relationships(relationship, 'target_ref', to).flatMap(({ source_ref: from }) => this.#get(from, type));
  }

  #get(id: unknown, type: string): StixObject[] {
    const object = this.#objects.get(id as string);
    return object?.type === type && object.revoked !== true ? [object] : [];
  }
}
