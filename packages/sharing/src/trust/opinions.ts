// SPDX-License-Identifier: Apache-2.0

/** What somebody thinks of an object. */
export interface SaidOpinion {
  readonly by: string;
  readonly about: string;
  /** One of STIX's five, 2.1 section 4.12; whatever else says nothing. */
  readonly opinion: unknown;
  /** Time of the version, ISO 8601 in UTC. */
  readonly at: string;
}

/** The last word of each about each object: who changes its mind writes another opinion and does not always withdraw the first. */
export function lastWords(said: readonly SaidOpinion[]): SaidOpinion[] {
  const last = new Map<string, SaidOpinion>();
  for (const one of said) {
    const key = JSON.stringify([one.by, one.about]);
    const before = last.get(key);
    if (before === undefined || Date.parse(before.at) <= Date.parse(one.at)) last.set(key, one);
  }
  return [...last.values()];
}
