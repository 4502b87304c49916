// SPDX-License-Identifier: Apache-2.0
import { FLAG } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { differences, nativeSample, readAll, readOne, TIME } from './samples.fixture.ts';

const base = { account: 'a', time: TIME };

describe('native', () => {
  it('reads a whole envelope', () => {
    expect(differences(readOne('native', nativeSample))).toEqual({
      id: 'x-1',
      time: TIME,
      account: 'acct-1',
      key: 'key-1',
      endUser: 'eu-1',
      org: 'org-1',
      session: 's-1',
      payment: 'pay-1',
      device: 'dev-1',
      ip: '203.0.113.9',
      asn: '64500',
      tls: 't13d1516h2',
      userAgent: 'garden/1.0',
      emailDomain: 'example.org',
      plan: 'pro',
      createdAt: Date.UTC(2026, 0, 5),
      declaredUse: 'evaluation',
      asnType: 'hosting',
      region: 'eu',
      language: 'de',
      provider: 'openai',
      model: 'gpt-4o',
      system: 'You help gardeners.',
      user: 'And pear trees?',
      turns: 3,
      maxTokens: 300,
      temperature: 0.2,
      inputTokens: 40,
      outputTokens: 12,
      reasoningTokens: 8,
      answer: 'Likewise.',
    });
  });

  it('takes camelCase names, bodies in texts and arrays of envelopes', () => {
    const exchange = readOne('native', [
      {
        ...base,
        endUser: 'eu',
        userAgent: 'ua',
        asnType: 'mobile',
        emailDomain: 'e.org',
        createdAt: 1_767_571_200,
        declaredUse: 'research',
        api: 'openai.chat',
        request: '{"messages":[{"role":"user","content":"Hi"}],"safety_identifier":"other"}',
      },
    ]);
    expect(differences(exchange)).toMatchObject({
      endUser: 'eu',
      userAgent: 'ua',
      asnType: 'mobile',
      emailDomain: 'e.org',
      user: 'Hi',
    });
    expect(exchange.createdAt).toBe(1_767_571_200_000);
  });

  it('reads Responses bodies: instructions, items, handles', () => {
    const exchange = readOne('native', {
      ...base,
      api: 'openai.responses',
      request: {
        model: 'o9',
        instructions: 'Be short.',
        previous_response_id: 'resp_before',
        reasoning: { effort: 'high', summary: 'auto' },
        max_output_tokens: 900,
        text: { format: { type: 'json_schema' } },
        input: [
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Old question' }] },
          { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed-thought-1', summary: [] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Old answer' }] },
          { role: 'developer', content: 'Use metres.' },
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'How tall?' },
              { type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
            ],
          },
        ],
      },
      response: {
        id: 'resp_now',
        status: 'completed',
        output: [
          { type: 'reasoning', id: 'rs_2', summary: [] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '3 m' }] },
          { type: 'function_call', name: 'f', arguments: '{}' },
        ],
        usage: { input_tokens: 70, output_tokens: 20, output_tokens_details: { reasoning_tokens: 15 } },
      },
    });
    expect(exchange.system).toBe('Be short.\nUse metres.');
    expect(exchange.user).toMatch(/^How tall\?\n⟨image [0-9a-f]{12}⟩$/);
    expect(exchange.turns).toBe(4);
    expect(exchange.handlesIn).toEqual(['resp_before', 'sealed-thought-1']);
    expect(exchange.handlesOut).toEqual(['resp_now']);
    expect(exchange.answer).toBe('3 m');
    expect(exchange).toMatchObject({ maxTokens: 900, inputTokens: 70, outputTokens: 20, reasoningTokens: 15, id: 'resp_now' });
    expect(exchange.flags).toBe(FLAG.JSON_OUTPUT | FLAG.IMAGE | FLAG.REASONING | FLAG.TOOL_CALLED);
  });

  it('reads Anthropic bodies: thinking signatures on both sides, cached tokens', () => {
    const exchange = readOne('native', {
      ...base,
      api: 'anthropic.messages',
      request: {
        model: 'claude-x',
        max_tokens: 100,
        system: [
          { type: 'text', text: 'Be kind.' },
          { type: 'text', text: 'Be brief.' },
        ],
        thinking: { type: 'enabled', budget_tokens: 2000 },
        metadata: { user_id: 'person' },
        tools: [{ name: 't' }],
        messages: [
          { role: 'user', content: 'One' },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'hm', signature: 'signature-one' },
              { type: 'text', text: '1' },
            ],
          },
          { role: 'user', content: [{ type: 'text', text: 'Two' }] },
          { role: 'assistant', content: 'It is' },
        ],
      },
      response: {
        id: 'msg_1',
        type: 'message',
        content: [
          { type: 'thinking', thinking: 'hm', signature: 'signature-two' },
          { type: 'redacted_thinking', data: 'sealed-two' },
          { type: 'text', text: ' two' },
          { type: 'tool_use', id: 't1', name: 't', input: {} },
        ],
        stop_reason: 'refusal',
        usage: { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 5, output_tokens: 9 },
      },
    });
    expect(exchange.user).toBe('Two');
    expect(exchange.system).toBe('Be kind.\nBe brief.');
    expect(exchange.endUser).toBe('person');
    expect(exchange.handlesIn).toEqual(['signature-one']);
    expect(exchange.handlesOut).toEqual(['signature-two', 'sealed-two']);
    expect(exchange.inputTokens).toBe(115);
    expect(exchange.answer).toBe(' two');
    expect(exchange.flags).toBe(FLAG.TOOLS | FLAG.REASONING | FLAG.REFUSED | FLAG.TOOL_CALLED);
  });

  it('reads Gemini bodies: contents without a role, thoughts counted into the answer', () => {
    const exchange = readOne('native', {
      ...base,
      api: 'gemini',
      request: {
        systemInstruction: { parts: [{ text: 'Rhyme.' }] },
        contents: [{ parts: [{ text: 'Write about rain' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }] }],
        generationConfig: {
          maxOutputTokens: 50,
          candidateCount: 2,
          responseLogprobs: true,
          temperature: 0,
          thinkingConfig: { includeThoughts: true },
        },
      },
      response: {
        modelVersion: 'gemini-x',
        candidates: [
          {
            finishReason: 'SAFETY',
            content: {
              role: 'model',
              parts: [
                { text: 'thinking…', thought: true },
                { text: 'Drop', thoughtSignature: 'sealed-three' },
              ],
            },
          },
        ],
        usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 3, thoughtsTokenCount: 20 },
      },
    });
    expect(exchange.user).toMatch(/^Write about rain\n⟨image /);
    expect(exchange).toMatchObject({
      system: 'Rhyme.',
      answer: 'Drop',
      model: 'gemini-x',
      provider: 'google',
      outputTokens: 23,
      reasoningTokens: 20,
      temperature: 0,
    });
    expect(exchange.handlesOut).toEqual(['sealed-three']);
    expect(exchange.flags).toBe(FLAG.IMAGE | FLAG.MULTI_CHOICE | FLAG.LOGPROBS | FLAG.REASONING | FLAG.REFUSED);
  });

  it('says what is missing', () => {
    const { exchanges, rejections } = readAll('native', [
      { time: TIME, api: 'gemini' },
      { account: 'a', api: 'gemini' },
      { account: 'a', time: TIME },
      { account: 'a', time: TIME, api: 'smoke' },
      { account: 'a', time: '2014-12-31T23:59:59Z', api: 'gemini' },
      [{ account: 'a', time: TIME, api: 'gemini' }, {}, {}],
      'text',
    ]);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]!.flags).toBe(FLAG.NO_CONTENT);
    expect(rejections.map((rejection) => rejection.code)).toEqual([
      'RECORD_INVALID',
      'TIME_INVALID',
      'RECORD_INVALID',
      'RECORD_INVALID',
      'TIME_INVALID',
      'RECORD_INVALID',
      'RECORD_INVALID',
    ]);
    expect(rejections.map((rejection) => rejection.reason)).toMatchInlineSnapshot(`
      [
        "no "account"",
        "no readable "time" between 2015 and 2100",
        "no "api" (openai.chat, openai.responses, anthropic.messages, gemini)",
        "unknown "api": smoke",
        "no readable "time" between 2015 and 2100",
        "no "api" (openai.chat, openai.responses, anthropic.messages, gemini) (2 of 3 in one batch)",
        "not an object",
      ]
    `);
  });

  it('marks failed calls and absent content', () => {
    const failed = readOne('native', {
      ...base,
      api: 'openai.chat',
      request: {},
      status: 429,
      response: { error: { code: 'content_filter' } },
    });
    expect(failed.flags).toBe(FLAG.NO_CONTENT | FLAG.FAILED | FLAG.REFUSED);
  });

  it('makes lone surrogates well-formed', () => {
    const exchange = readOne('native', {
      ...base,
      account: 'a\ud800',
      api: 'openai.chat',
      request: { messages: [{ role: 'user', content: 'x\udc00y' }] },
    });
    expect(exchange.account).toBe('a\ufffd');
    expect(exchange.user).toBe('x\ufffdy');
  });

  it('is not moved by hostile names and nesting', () => {
    const hostile = JSON.parse(
      '{"account":"a","time":1772222909149,"api":"openai.chat","__proto__":{"org":"evil"},"request":{"messages":[{"role":"user","content":"hi","__proto__":{"name":"x"}}],"constructor":{"prototype":{"org":"evil"}}}}',
    ) as unknown;
    const exchange = readOne('native', hostile);
    expect(exchange.org).toBe('');
    expect(({} as { org?: string }).org).toBeUndefined();
    const deep = JSON.parse(
      `{"account":"a","time":${TIME},"api":"openai.chat","request":{"messages":[{"role":"user","content":[{"type":"image_url","image_url":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}]}}`,
    ) as unknown;
    expect(readOne('native', deep).user).toBe('⟨image⟩');
  });
});
