// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type Blinded, blindAll, evaluateAll, evaluateOwn, finalizeAll, type Keys, tokenOf } from './operations.ts';

/** What a thread is asked, and what it answers; everything can be sent between threads. */
export type Task =
  | { readonly step: 'blind'; readonly inputs: readonly Uint8Array[] }
  | { readonly step: 'evaluate'; readonly keys: Keys; readonly blinded: readonly Uint8Array[] }
  | {
      readonly step: 'finalize';
      readonly publicKey: Uint8Array;
      readonly inputs: readonly Uint8Array[];
      readonly hidden: Blinded;
      readonly evaluated: readonly Uint8Array[];
      readonly proof: Uint8Array;
      readonly epoch: string;
    }
  | { readonly step: 'own'; readonly keys: Keys; readonly inputs: readonly Uint8Array[]; readonly epoch: string };

export type TaskAnswer =
  | ({ readonly step: 'blind' } & Blinded)
  | { readonly step: 'evaluate'; readonly evaluated: Uint8Array[]; readonly proof: Uint8Array }
  | { readonly step: 'finalize'; readonly tokens: string[] }
  | { readonly step: 'own'; readonly tokens: string[] };

/** @throws AppError MATCH_REFUSED for elements that are none, and proofs that do not hold. */
export function runTask(task: Task): TaskAnswer {
  switch (task.step) {
    case 'blind':
      return { step: 'blind', ...blindAll(task.inputs) };
    case 'evaluate':
      return { step: 'evaluate', ...checked('an element is none', () => evaluateAll(task.keys, task.blinded)) };
    case 'finalize': {
      const { publicKey, inputs, hidden, evaluated, proof, epoch } = task;
      const outputs = checked('the proof does not hold', () => finalizeAll(publicKey, inputs, hidden, evaluated, proof));
      return { step: 'finalize', tokens: outputs.map((output) => tokenOf(output, epoch)) };
    }
    case 'own':
      return { step: 'own', tokens: evaluateOwn(task.keys.secretKey, task.inputs).map((output) => tokenOf(output, task.epoch)) };
  }
}

function checked<T>(refusal: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new AppError('MATCH_REFUSED', refusal, { cause });
  }
}
