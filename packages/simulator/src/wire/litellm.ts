// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { SimulatedExchange } from '../world.ts';
import { chatAnswer, chatMessages } from './bodies.ts';
import { clientOf, countTokens, optional, TOOL } from './parts.ts';

/** A record of LiteLLM's standard logging payload. */
export function litellmRecord(exchange: SimulatedExchange, random: Random): unknown {
  const { profile, time, said, number } = exchange;
  const { input, output } = countTokens(said, random);
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
    messages: chatMessages(said),
    response: {
      choices: [{ finish_reason: said.refused === true ? 'content_filter' : 'stop', message: chatAnswer(said) }],
    },
    model_parameters: {
      ...optional('max_tokens', said.maxTokens),
      ...optional('temperature', said.temperature),
      ...(said.tools === true ? { tools: [{ type: 'function', function: { name: TOOL } }] } : {}),
    },
    end_user: said.endUser ?? '',
    requester_ip_address: profile.ips[number % profile.ips.length],
    request_tags: [`User-Agent: ${clientOf(exchange).userAgent}`],
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
}
