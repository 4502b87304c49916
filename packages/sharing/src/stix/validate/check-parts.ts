// SPDX-License-Identifier: Apache-2.0
import type { ObjectContext } from './context.ts';
import { below } from './report.ts';

const CVE = /^CVE-\d{4}-(?:0\d{3}|[1-9]\d{3,})$/;
const CAPEC = /^CAPEC-\d+$/;

/** CVE and CAPEC have a source name and a form of their own (sections 4.1 and 4.18); a URL should have hashes (section 2.5). */
export function checkExternalReference(
  reference: Readonly<Record<string, unknown>>,
  path: string,
  { report }: ObjectContext,
): void {
  const { source_name: source, external_id: id } = reference;
  const text = typeof id === 'string' ? id : '';
  const at = below(path, 'external_id');
  for (const [name, form, example] of [
    ['cve', CVE, 'CVE-2016-1234'],
    ['capec', CAPEC, 'CAPEC-163'],
  ] as const) {
    if (source === name && !form.test(text)) report.add('external-id', at, `must look like ${example}`);
    if (source !== name && form.test(text)) {
      report.add('external-id', below(path, 'source_name'), `must be ${name} where external_id is ${text}`);
    }
  }
  if (reference.url !== undefined && reference.hashes === undefined) {
    report.add('extref-hashes', path, 'a reference with a URL should have hashes of what is there');
  }
}

/** Names of kill chains and their phases are lower case with hyphens (section 2.10). */
export function checkKillChainPhase(phase: Readonly<Record<string, unknown>>, path: string, { report }: ObjectContext): void {
  for (const name of ['kill_chain_name', 'phase_name']) {
    const value = phase[name];
    if (typeof value === 'string' && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) {
      report.add('kill-chain-names', below(path, name), 'should be lower case, with hyphens between words');
    }
  }
}
