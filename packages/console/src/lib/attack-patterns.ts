// SPDX-License-Identifier: Apache-2.0

/**
 * Techniques of MITRE ATLAS by the STIX ids that ATLAS publishes them with. Releases refer to them and do not send them, so that
 * their names have to be known here.
 */
export const ATTACK_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['attack-pattern--85fed2c6-e2df-595e-88bf-f356a17cec21', 'AML.T0024 Exfiltration via AI Inference API'],
  ['attack-pattern--3f567912-629a-5e0b-ab0c-0102977c2d6c', 'AML.T0024.002 Extract AI Model'],
  ['attack-pattern--5ac1f849-523e-51bf-a1e9-1a97ab91cc91', 'AML.T0040 AI Model Inference API Access'],
  ['attack-pattern--6ff098e9-2864-579e-bebb-a0f1c92ec772', 'AML.T0051 LLM Prompt Injection'],
  ['attack-pattern--073f16fc-c4c0-5351-8a22-9c77aaaab91f', 'AML.T0051.000 LLM Prompt Injection: Direct'],
  ['attack-pattern--9bf148ad-b901-5aeb-a029-6c0a8ce0a564', 'AML.T0054 LLM Jailbreak'],
  ['attack-pattern--b8b16dac-3b95-59f7-8bf7-60e39b0c062f', 'AML.T0056 Extract LLM System Prompt'],
  ['attack-pattern--6e148299-0460-5d0b-9741-467437464d3d', 'AML.T0065 LLM Prompt Crafting'],
  ['attack-pattern--dfe0aa79-7d8a-56c3-a663-74afaff00805', 'AML.T0068 LLM Prompt Obfuscation'],
  ['attack-pattern--40f3245e-8b7b-576e-b943-76a922da8521', 'AML.T0069.002 Discover LLM System Information: System Prompt'],
]);
