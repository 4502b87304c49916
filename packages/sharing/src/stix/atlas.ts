// SPDX-License-Identifier: Apache-2.0
import { type Technique, TECHNIQUES } from '@stillwatch/core';

/**
 * Techniques of MITRE ATLAS under the STIX ids that ATLAS itself publishes them with. They are referred to, never sent:
 * their content and versions are their publisher's.
 */
export const ATLAS_TECHNIQUES: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  'AML.T0024': { id: 'attack-pattern--85fed2c6-e2df-595e-88bf-f356a17cec21', name: 'Exfiltration via AI Inference API' },
  'AML.T0024.002': { id: 'attack-pattern--3f567912-629a-5e0b-ab0c-0102977c2d6c', name: 'Extract AI Model' },
  'AML.T0040': { id: 'attack-pattern--5ac1f849-523e-51bf-a1e9-1a97ab91cc91', name: 'AI Model Inference API Access' },
  'AML.T0051': { id: 'attack-pattern--6ff098e9-2864-579e-bebb-a0f1c92ec772', name: 'LLM Prompt Injection' },
  'AML.T0051.000': { id: 'attack-pattern--073f16fc-c4c0-5351-8a22-9c77aaaab91f', name: 'Direct' },
  'AML.T0054': { id: 'attack-pattern--9bf148ad-b901-5aeb-a029-6c0a8ce0a564', name: 'LLM Jailbreak' },
  'AML.T0056': { id: 'attack-pattern--b8b16dac-3b95-59f7-8bf7-60e39b0c062f', name: 'Extract LLM System Prompt' },
  'AML.T0065': { id: 'attack-pattern--6e148299-0460-5d0b-9741-467437464d3d', name: 'LLM Prompt Crafting' },
  'AML.T0068': { id: 'attack-pattern--dfe0aa79-7d8a-56c3-a663-74afaff00805', name: 'LLM Prompt Obfuscation' },
  'AML.T0069.002': { id: 'attack-pattern--40f3245e-8b7b-576e-b943-76a922da8521', name: 'System Prompt' },
};

/** External ids of the ATLAS techniques that techniques of ours map to, each once. */
export function atlasOf(techniques: readonly Technique[]): string[] {
  return [...new Set(TECHNIQUES.filter(({ id }) => techniques.includes(id)).flatMap(({ atlas }) => [...atlas]))];
}
