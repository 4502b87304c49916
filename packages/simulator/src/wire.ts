// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import type { SimulatedExchange } from './world.ts';

/** Log formats the simulator writes. */
export const WIRE_FORMATS = ['litellm', 'native'] as const;
export type WireFormat = (typeof WIRE_FORMATS)[number];

const ANSWER = 'Here is a first version. It follows what you asked for and names the open points at the end.';

/** One log record of an exchange; holds no label. */
export const WRITERS: Record<WireFormat, (exchange: SimulatedExchange, random: Random) => unknown> = {
  litellm: ({ profile, time, said, number }, random) => {
    const input = Math.ceil((said.user.length + (said.system?.length ?? 0)) / 4) + 12;
    const output = Math.floor(random.heavy(said.answerTokens ?? 220, 0.6)) + 1;
    const seconds = time / 1000;
    return {
      id: `chatcmpl-${number.toString(36)}-${profile.account.slice(-6)}`,
      trace_id: said.session ?? `trace-${number}`,
      call_type: 'acompletion',
      stream: false,
      status: 'success',
      custom_llm_provider: 'openai',
      startTime: seconds,
      endTime: seconds + output / 80,
      completionStartTime: seconds + 0.4,
      response_cost: null,
      model: said.model ?? 'frontier-large-4',
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      messages: messagesOf(said),
      response: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: ANSWER } }] },
      model_parameters: parametersOf(said),
      end_user: said.endUser ?? '',
      requester_ip_address: profile.ips[number % profile.ips.length],
      request_tags: [`User-Agent: ${profile.userAgent}`],
      metadata: {
        user_api_key_hash: profile.account,
        user_api_key_org_id: profile.org === '' ? null : profile.org,
        user_api_key_auth_metadata: {
          plan: profile.plan,
          created_at: new Date(profile.createdAt).toISOString(),
          payment_fingerprint: profile.payment,
          device_fingerprint: profile.device,
          asn: profile.asn,
          asn_type: profile.asnType,
          declared_use: profile.declaredUse,
          email_domain: profile.emailDomain,
          region: profile.region,
          language: profile.language,
        },
      },
    };
  },

  native: ({ profile, time, said, number }, random) => {
    const output = Math.floor(random.heavy(said.answerTokens ?? 220, 0.6)) + 1;
    const input = Math.ceil((said.user.length + (said.system?.length ?? 0)) / 4) + 12;
    return {
      id: `req-${number.toString(36)}`,
      account: profile.account,
      time: new Date(time).toISOString(),
      ...(profile.org === '' ? {} : { org: profile.org }),
      ...(said.session === undefined ? {} : { session: said.session }),
      ...(said.endUser === undefined ? {} : { end_user: said.endUser }),
      ip: profile.ips[number % profile.ips.length],
      user_agent: profile.userAgent,
      payment: profile.payment,
      device: profile.device,
      asn: profile.asn,
      asn_type: profile.asnType,
      email_domain: profile.emailDomain,
      plan: profile.plan,
      created_at: new Date(profile.createdAt).toISOString(),
      declared_use: profile.declaredUse,
      region: profile.region,
      language: profile.language,
      api: 'anthropic.messages',
      request: {
        model: said.model ?? 'frontier-large-4',
        max_tokens: said.maxTokens ?? 1024,
        ...(said.system === undefined ? {} : { system: said.system }),
        ...(said.temperature === undefined ? {} : { temperature: said.temperature }),
        messages: messagesOf({ ...said, system: undefined }),
      },
      response: {
        id: `msg-${number.toString(36)}`,
        type: 'message',
        stop_reason: 'end_turn',
        content: [{ type: 'text', text: ANSWER }],
        usage: { input_tokens: input, output_tokens: output },
      },
    };
  },
};

function messagesOf(said: {
  system?: string | undefined;
  user: string;
  history?: readonly string[];
}): { role: string; content: string }[] {
  const messages: { role: string; content: string }[] = [];
  if (said.system !== undefined) messages.push({ role: 'system', content: said.system });
  said.history?.forEach((content, i) => messages.push({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
  messages.push({ role: 'user', content: said.user });
  return messages;
}

function parametersOf(said: { maxTokens?: number; temperature?: number }): Record<string, unknown> {
  return {
    ...(said.maxTokens === undefined ? {} : { max_tokens: said.maxTokens }),
    ...(said.temperature === undefined ? {} : { temperature: said.temperature }),
  };
}
