// SPDX-License-Identifier: Apache-2.0
import { type Exchange, emptyExchange } from '@stillwatch/core';
import type { Mapping, Rejection } from '../adapter.ts';
import { findAdapter } from './index.ts';

export const TIME = Date.UTC(2026, 1, 27, 20, 8, 29, 149);
const SECONDS = TIME / 1000;
const NANOSECONDS = `${TIME}000000`;

/** Reads records with one reader of the named format, and ends it. */
export function readAll(
  format: string,
  records: readonly unknown[],
  mapping: Mapping | null = null,
): { exchanges: Exchange[]; rejections: Rejection[] } {
  const reader = findAdapter(format).open(mapping);
  const exchanges: Exchange[] = [];
  const rejections: Rejection[] = [];
  for (const record of records) {
    const refusal = reader.read(record, (exchange) => exchanges.push(exchange));
    if (refusal !== null) rejections.push(refusal);
  }
  reader.end((exchange) => exchanges.push(exchange));
  return { exchanges, rejections };
}

/** The one exchange of one record. */
export function readOne(format: string, record: unknown, mapping: Mapping | null = null): Exchange {
  const { exchanges, rejections } = readAll(format, [record], mapping);
  if (exchanges.length !== 1) throw new Error(`${exchanges.length} exchanges; ${rejections[0]?.reason ?? 'no rejection'}`);
  return exchanges[0]!;
}

/** What an exchange says beyond an empty one. */
export function differences(exchange: Exchange): Partial<Exchange> {
  const empty = emptyExchange();
  const said = Object.entries(exchange).filter(([name, value]) => {
    const none = empty[name as keyof Exchange];
    return Array.isArray(value) ? value.length > 0 : value !== none;
  });
  return Object.fromEntries(said) as Partial<Exchange>;
}

export const chatRequest = {
  model: 'gpt-4o',
  temperature: 0.2,
  max_tokens: 300,
  messages: [
    { role: 'system', content: 'You help gardeners.' },
    { role: 'user', content: 'When do I prune apple trees?' },
    { role: 'assistant', content: 'In late winter.' },
    { role: 'user', content: 'And pear trees?' },
  ],
};

export const chatResponse = {
  id: 'chatcmpl-7',
  model: 'gpt-4o-2026-01-01',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Likewise.' } }],
  usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52, completion_tokens_details: { reasoning_tokens: 8 } },
};

export const nativeSample = {
  account: 'acct-1',
  time: '2026-02-27T20:08:29.149Z',
  id: 'x-1',
  key: 'key-1',
  end_user: 'eu-1',
  org: 'org-1',
  session: 's-1',
  ip: '203.0.113.9',
  user_agent: 'garden/1.0',
  payment: 'pay-1',
  device: 'dev-1',
  asn: 64500,
  asn_type: 'hosting',
  tls: 't13d1516h2',
  email_domain: 'example.org',
  plan: 'pro',
  created_at: '2026-01-05',
  declared_use: 'evaluation',
  region: 'eu',
  language: 'de',
  api: 'openai.chat',
  request: chatRequest,
  response: chatResponse,
  status: 200,
};

export const litellmSample = {
  id: 'chatcmpl-7',
  trace_id: 'trace-1',
  call_type: 'acompletion',
  stream: true,
  status: 'success',
  startTime: SECONDS,
  endTime: SECONDS + 2,
  model: 'gpt-4o',
  custom_llm_provider: 'openai',
  messages: chatRequest.messages,
  response: chatResponse,
  model_parameters: { temperature: 0.2, max_tokens: 300 },
  end_user: 'eu-1',
  requester_ip_address: '203.0.113.9',
  request_tags: ['User-Agent: garden', 'User-Agent: garden/1.0', 'team-a'],
  metadata: {
    user_api_key_hash: 'hash-1',
    user_api_key_alias: 'alias',
    user_api_key_team_id: 'team-1',
    user_api_key_org_id: null,
    user_api_key_auth_metadata: {
      plan: 'pro',
      created_at: '2026-01-05T00:00:00Z',
      payment_fingerprint: 'pay-1',
      device_fingerprint: 'dev-1',
      asn: 64500,
      asn_type: 'hosting',
      declared_use: 'evaluation',
      email_domain: 'example.org',
    },
  },
};

export const litellmSpendSample = {
  request_id: 'chatcmpl-7',
  call_type: 'acompletion',
  api_key: 'hash-1',
  spend: 0.002,
  total_tokens: 52,
  prompt_tokens: 40,
  completion_tokens: 12,
  startTime: '2026-02-27 20:08:29.149',
  endTime: '2026-02-27 20:08:31.149',
  model: 'gpt-4o',
  user: 'u-1',
  metadata: '{"user_api_key_auth_metadata":{"plan":"pro"}}',
  team_id: 'team-1',
  organization_id: 'org-1',
  end_user: 'eu-1',
  requester_ip_address: '203.0.113.9',
  session_id: 's-1',
  status: 'success',
  messages: {},
  response: {},
};

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

export const otlpSample = {
  resourceSpans: [
    {
      resource: {
        attributes: [
          attribute('service.name', 'shop'),
          attribute('stillwatch.account', 'acct-1'),
          attribute('stillwatch.plan', 'pro'),
        ],
      },
      scopeSpans: [
        {
          scope: { name: 'sender' },
          spans: [
            {
              traceId: '0af7651916cd43dd8448eb211c80319c',
              spanId: 'b7ad6b7169203331',
              name: 'chat gpt-4o',
              startTimeUnixNano: NANOSECONDS,
              attributes: [
                attribute('gen_ai.operation.name', 'chat'),
                attribute('gen_ai.provider.name', 'openai'),
                attribute('gen_ai.request.model', 'gpt-4o'),
                attribute('user.id', 'eu-1'),
                attribute('client.address', '203.0.113.9'),
                attribute('gen_ai.input.messages', '[{"role":"user","parts":[{"type":"text","content":"And pear trees?"}]}]'),
                attribute('gen_ai.system_instructions', '[{"type":"text","content":"You help gardeners."}]'),
                attribute(
                  'gen_ai.output.messages',
                  '[{"role":"assistant","parts":[{"type":"text","content":"Likewise."}],"finish_reason":"stop"}]',
                ),
                { key: 'gen_ai.usage.input_tokens', value: { intValue: '40' } },
                { key: 'gen_ai.usage.output_tokens', value: { intValue: 12 } },
                { key: 'gen_ai.request.max_tokens', value: { intValue: '300' } },
                { key: 'gen_ai.request.temperature', value: { doubleValue: 0.2 } },
              ],
            },
            {
              traceId: '0af7651916cd43dd8448eb211c80319c',
              spanId: '00f067aa0ba902b7',
              name: 'GET /',
              startTimeUnixNano: NANOSECONDS,
              attributes: [],
            },
          ],
        },
      ],
    },
  ],
};

export const bedrockSample = {
  schemaType: 'ModelInvocationLog',
  schemaVersion: '1.0',
  timestamp: '2026-02-27T20:08:29.149Z',
  accountId: '111122223333',
  identity: { arn: 'arn:aws:sts::111122223333:assumed-role/Garden/pod-77' },
  region: 'us-east-1',
  requestId: 'req-1',
  operation: 'InvokeModel',
  modelId: 'anthropic.claude-x',
  input: {
    inputContentType: 'application/json',
    inputBodyJson: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 300,
      system: 'You help gardeners.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'And pear trees?' }] }],
    },
    inputTokenCount: 40,
  },
  output: {
    outputContentType: 'application/json',
    outputBodyJson: {
      id: 'msg_1',
      type: 'message',
      content: [{ type: 'text', text: 'Likewise.' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 40, output_tokens: 12 },
    },
    outputTokenCount: 12,
  },
};

export const apimLlmSample = {
  TimeGenerated: '2026-02-27T20:08:29.149Z',
  Type: 'ApiManagementGatewayLlmLog',
  CorrelationId: 'corr-1',
  SequenceNumber: 0,
  ModelName: 'gpt-4o',
  PromptTokens: 40,
  CompletionTokens: 12,
  RequestMessages: JSON.stringify(chatRequest.messages),
  ResponseMessages: '[{"role":"assistant","content":"Likewise."}]',
};

export const apimGatewaySample = {
  TimeGenerated: '2026-02-27T20:08:31.000Z',
  Type: 'ApiManagementGatewayLogs',
  CorrelationId: 'corr-1',
  ApimSubscriptionId: 'sub-1',
  UserId: 'u-1',
  ProductId: 'starter',
  CallerIpAddress: '203.0.113.9',
  ResponseCode: 200,
};

export const kongSample = {
  started_at: TIME,
  client_ip: '203.0.113.9',
  latencies: { request: 900 },
  workspace: 'w-1',
  consumer: { id: 'consumer-1', username: 'garden' },
  authenticated_entity: { id: 'cred-1', consumer_id: 'consumer-1' },
  request: { id: 'kreq-1', headers: { 'user-agent': 'garden/1.0' } },
  response: { status: 200 },
  ai: {
    proxy: {
      meta: { provider_name: 'openai', request_model: 'gpt-4o', response_model: 'gpt-4o-2026-01-01' },
      usage: { prompt_tokens: 40, completion_tokens: 12 },
      payload: { request: JSON.stringify(chatRequest), response: JSON.stringify(chatResponse) },
    },
  },
};

/** One record a format, for recognition and fuzzing. */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  native: nativeSample,
  litellm: litellmSample,
  'litellm-spend': litellmSpendSample,
  'otlp-json': otlpSample,
  bedrock: bedrockSample,
  'azure-apim': apimLlmSample,
  kong: kongSample,
};
