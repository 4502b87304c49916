// SPDX-License-Identifier: Apache-2.0
import type { Account, Moment, Said } from './plan.ts';
import type { Random } from './random.ts';

/** `sparse`: an operator that keeps neither payment nor device nor the day of creation. */
export interface PayloadOptions {
  readonly sparse: boolean;
}

const PROVIDERS: Readonly<Record<string, string>> = { gpt: 'openai', cla: 'anthropic', gem: 'gemini', o4: 'openai' };

const ERROR_CLASSES: Readonly<Record<number, string>> = {
  403: 'PermissionDeniedError',
  429: 'RateLimitError',
  500: 'InternalServerError',
};

/** One StandardLoggingPayload of LiteLLM, as its callbacks receive it. */
export function writePayload(
  account: Account,
  moment: Moment,
  said: Said,
  answer: string,
  r: Random,
  id: string,
  options: PayloadOptions,
): object {
  const model = said.model ?? account.model;
  const { ip, client } = account.network(moment.time, r);
  let characters = said.system?.length ?? 0;
  for (const message of said.messages) characters += message.content.length;
  const inputTokens = 8 + Math.ceil(characters / 4);
  // Services fail now and then, for everybody.
  const status = said.failed ?? (r.chance(0.006) ? r.pick([429, 429, 500, 503]) : 0);
  const failed = status !== 0;
  const outputTokens = failed ? 0 : Math.max(1, said.answerTokens ?? Math.round(r.lognormal(180, 0.9)));
  const seconds = moment.time / 1000;
  const took = failed ? 0.2 : 0.4 + outputTokens / r.between(40, 120);
  const spoken = said.system === undefined ? said.messages : [{ role: 'system', content: said.system }, ...said.messages];
  const messages = account.redacted ? [{ role: 'user', content: 'redacted-by-litellm' }] : spoken;
  return {
    id,
    trace_id: said.session ?? `trace-${id}`,
    ...(said.session === undefined ? {} : { session_id: said.session }),
    call_type: 'acompletion',
    stream: said.maxTokens === undefined,
    cache_hit: false,
    status: failed ? 'failure' : 'success',
    custom_llm_provider: PROVIDERS[model.slice(0, 3)] ?? 'openai',
    model,
    model_group: model,
    startTime: seconds,
    endTime: seconds + took,
    response_time: took,
    response_cost: (inputTokens + 4 * outputTokens) * 2e-6,
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    end_user: said.endUser ?? '',
    requester_ip_address: ip,
    request_tags: client === '' ? [] : [`User-Agent: ${client}`],
    model_parameters: {
      ...(said.maxTokens === undefined ? {} : { max_tokens: said.maxTokens }),
      ...(said.temperature === undefined ? {} : { temperature: said.temperature }),
      ...(said.json === true ? { response_format: { type: 'json_object' } } : {}),
      ...(said.tools === true ? { tools: [{ type: 'function', function: { name: 'search', parameters: {} } }] } : {}),
    },
    metadata: {
      user_api_key_hash: account.id,
      user_api_key_alias: null,
      user_api_key_org_id: account.org === '' ? null : account.org,
      user_api_key_team_id: null,
      user_api_key_auth_metadata: factsOf(account, options),
    },
    messages,
    response: failed ? {} : responseOf(said, account.redacted ? 'redacted-by-litellm' : answer, inputTokens, outputTokens),
    ...(failed
      ? {
          error_information: {
            error_code: String(status),
            error_class: ERROR_CLASSES[status] ?? 'APIError',
          },
        }
      : {}),
  };
}

function factsOf(account: Account, { sparse }: PayloadOptions): Record<string, string> {
  const facts: Record<string, string> = { region: account.region, language: account.language };
  const put = (name: string, value: string): void => {
    if (value !== '') facts[name] = value;
  };
  put('plan', account.plan);
  put('asn', account.asn);
  put('asn_type', account.asnType);
  put('declared_use', account.declaredUse);
  put('email_domain', account.emailDomain);
  put('tls_fingerprint', account.tls);
  if (!sparse) {
    put('payment_fingerprint', account.payment);
    put('device_fingerprint', account.device);
    put('created_at', account.createdAt === 0 ? '' : new Date(account.createdAt).toISOString());
  }
  return facts;
}

function responseOf(said: Said, answer: string, inputTokens: number, outputTokens: number): object {
  return {
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        finish_reason: said.refused === true ? 'content_filter' : 'stop',
        message: { role: 'assistant', content: answer },
      },
    ],
    usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
  };
}
