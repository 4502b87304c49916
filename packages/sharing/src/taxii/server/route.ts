// SPDX-License-Identifier: Apache-2.0
/** The paths of TAXII 2.1 (§4, §5). */

export type Route =
  | { readonly kind: 'discovery' }
  | { readonly kind: 'root' | 'collections'; readonly root: string }
  | { readonly kind: 'status'; readonly root: string; readonly id: string }
  | { readonly kind: 'collection' | 'manifest' | 'objects'; readonly root: string; readonly collection: string }
  | { readonly kind: 'object' | 'versions'; readonly root: string; readonly collection: string; readonly object: string };

/** Methods that each endpoint takes; HEAD goes with GET (RFC 9110 §9.1). */
export const METHODS: Readonly<Record<Route['kind'], readonly string[]>> = {
  discovery: ['GET'],
  root: ['GET'],
  status: ['GET'],
  collections: ['GET'],
  collection: ['GET'],
  manifest: ['GET'],
  objects: ['GET', 'POST'],
  object: ['GET', 'DELETE'],
  versions: ['GET'],
};

const LONGEST_PATH = 2_000;

export interface Routed {
  readonly route: Route;
  /** All paths end in `/`; where that is missing, the path with it. */
  readonly redirect: string | null;
}

/** @param prefix what API roots are below, without a closing slash: '' or `/taxii2`. Null for a path that is none. */
export function routeOf(path: string, prefix: string): Routed | null {
  if (path.length > LONGEST_PATH || !path.startsWith('/')) return null;
  const closed = path.endsWith('/') ? path : `${path}/`;
  const redirect = closed === path ? null : closed;
  if (closed === '/taxii2/') return { route: { kind: 'discovery' }, redirect };
  if (!closed.startsWith(`${prefix}/`)) return null;
  const segments = segmentsOf(closed.slice(prefix.length + 1, -1));
  const route = segments === null ? null : matchRoot(segments);
  return route === null ? null : { route, redirect };
}

/** Null where one of them is empty, not decodable, or could be read as another path by somebody else. */
function segmentsOf(path: string): string[] | null {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    return segments.every((one) => one !== '' && one !== '.' && one !== '..' && !/[/\\\0]/.test(one)) ? segments : null;
  } catch {
    return null;
  }
}

function matchRoot([root, section, name, ...rest]: string[]): Route | null {
  if (root === undefined) return null;
  if (section === undefined) return { kind: 'root', root };
  if (section === 'status' && name !== undefined && rest.length === 0) return { kind: 'status', root, id: name };
  if (section !== 'collections') return null;
  if (name === undefined) return { kind: 'collections', root };
  return matchCollection(root, name, rest);
}

function matchCollection(root: string, collection: string, [section, object, last, ...rest]: string[]): Route | null {
  if (section === undefined) return { kind: 'collection', root, collection };
  if (section === 'manifest') return object === undefined ? { kind: 'manifest', root, collection } : null;
  if (section !== 'objects' || rest.length > 0) return null;
  if (object === undefined) return { kind: 'objects', root, collection };
  if (last === undefined) return { kind: 'object', root, collection, object };
  return last === 'versions' ? { kind: 'versions', root, collection, object } : null;
}
