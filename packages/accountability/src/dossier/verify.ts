// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { parsePolicy } from '../log/index.ts';
import { type BagInfo, checkBagFiles, checkPayload, checkTags, sha256Hex } from './bag.ts';
import { checkLeaf } from './leaf-binding.ts';
import { checkWithheld } from './markings.ts';
import { type DossierFiles, findStatement, MANIFEST, need, PROOFS, refuseNames, textOf } from './names.ts';
import { findSigner, openStatement, type OpenedStatement } from './statement.ts';
import { checkLog, checkQuorum, checkTimestamp, type Outcome, refuse, type TrustedKeys } from './verify-proofs.ts';
import { DOSSIER_STEPS, type DossierStep, type DossierVerdict, type StepVerdict } from './verdict.ts';

/**
 * Checks a dossier step by step, as `verify.py` does. Never throws: whatever a stranger's bytes are, the answer is a
 * verdict, and every step after a failed one is still tried on what it needs.
 */
export function verifyDossier(files: DossierFiles, trusted: TrustedKeys): DossierVerdict {
  const run = new Run();
  run.step('read', () => {
    const refused = refuseNames([...files].map(([path, { length }]) => ({ path, size: length })));
    if (refused !== null) refuse(refused);
    return { value: null, reason: `${files.size} files` };
  });
  const bag = run.step('bag', () => ({ value: checkBagFiles(files), reason: 'BagIt 1.0' }));
  const manifest = run.step('manifest', () => {
    const value = checkPayload(files);
    return { value, reason: `${value.size} files listed` };
  });
  const withheld = run.step('withheld', () => {
    const value = checkWithheld(files, manifest ?? after('manifest'));
    return value === null
      ? { value, absent: 'nothing is withheld' }
      : { value, reason: `${value.items.length} files withheld, shown up to TLP:${value.tlp}` };
  });
  run.step('tags', () => ({ value: checkTags(files), reason: 'all tag files listed' }));
  const opened = run.step('statement', () => checkStatement(files, bag ?? after('bag')));
  const signer = run.step('signature', () => {
    const value = findSigner(opened ?? after('statement'), trusted.signerKeys) ?? refuse('no given key made the signature');
    return { value, reason: `signed by key ${value.slice(0, 16)}` };
  });
  run.step('leaf', () => ({ value: checkLeaf(files), reason: 'the leaf commits to manifest and statement' }));
  const log = run.step('log', () => checkLog(files, parsePolicy(trusted.policy)));
  const cosigners = run.step('quorum', () => {
    if (log === null) after('log');
    return checkQuorum(textOf(files, PROOFS.checkpoint), parsePolicy(trusted.policy), trusted.now);
  });
  const stamped = run.step('timestamp', () => {
    if (log === null) after('log');
    return checkTimestamp(files, trusted);
  });
  const failed = run.steps.find(({ status }) => status === 'failed')?.step ?? null;
  return {
    verified: failed === null,
    failed,
    steps: run.steps,
    about: opened?.statement.predicate ?? null,
    withheld,
    signer,
    log: log === null ? null : { ...log, cosigners: cosigners ?? [] },
    stampedAt: stamped,
  };
}

/** Runs steps so that each ends in a verdict. */
class Run {
  readonly steps: StepVerdict[] = [];

  step<T>(step: DossierStep, work: () => Outcome<T>): T | null {
    try {
      const outcome = work();
      if ('absent' in outcome) this.steps.push({ step, status: 'absent', reason: outcome.absent });
      else this.steps.push({ step, status: 'ok', reason: outcome.reason });
      return outcome.value;
    } catch (error) {
      // Whatever a parser makes of hostile bytes, it is a failed step and not a fault of ours.
      const reason = error instanceof AppError ? error.message : `cannot be read: ${String(error)}`;
      this.steps.push({ step, status: 'failed', reason });
      return null;
    }
  }
}

function after(step: DossierStep): never {
  refuse(`cannot be checked: it is not so that ${DOSSIER_STEPS[step]}`);
}

function checkStatement(files: DossierFiles, bag: BagInfo): Outcome<OpenedStatement> {
  const path = findStatement(files) ?? refuse('there is no signed statement');
  const opened = openStatement(textOf(files, path));
  const { subject, predicate } = opened.statement;
  if (subject[0].digest.sha256 !== sha256Hex(need(files, MANIFEST))) refuse('the statement is about another manifest');
  const { organisation, caseId, madeAt } = predicate;
  if (bag.organisation !== organisation || bag.caseId !== caseId || bag.date !== madeAt.slice(0, 10)) {
    refuse('the bag’s description is not that of the statement');
  }
  return { value: opened, reason: `case ${caseId} of ${organisation}` };
}
