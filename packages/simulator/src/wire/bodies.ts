// SPDX-License-Identifier: Apache-2.0
import { type Api, MODELS, type Said } from '../world.ts';
import { answerOf, type Json, optional, TOOL, turnsOf } from './parts.ts';

interface Bodies {
  readonly request: Json;
  readonly response: Json;
}

type Maker = (said: Said, id: string, input: number, output: number) => Bodies;

/** Request and response bodies as each API has them. */
export const BODIES: Readonly<Record<Api, Maker>> = {
  'openai.chat': (said, id, input, output) => ({
    request: {
      model: said.model ?? MODELS[0],
      ...optional('max_tokens', said.maxTokens),
      ...optional('temperature', said.temperature),
      ...(said.tools === true ? { tools: [{ type: 'function', function: { name: TOOL } }] } : {}),
      messages: chatMessages(said),
    },
    response: {
      id: `chatcmpl-${id}`,
      choices: [{ index: 0, finish_reason: said.refused === true ? 'content_filter' : 'stop', message: chatAnswer(said) }],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    },
  }),

  'openai.responses': (said, id, input, output) => ({
    request: {
      model: said.model ?? MODELS[0],
      ...optional('instructions', said.system),
      ...optional('max_output_tokens', said.maxTokens),
      ...optional('temperature', said.temperature),
      ...(said.tools === true ? { tools: [{ type: 'function', name: TOOL }] } : {}),
      input: turnsOf(said).flatMap(({ model, text, handle }) => [
        ...(handle === undefined ? [] : [{ type: 'reasoning', encrypted_content: handle }]),
        { role: model ? 'assistant' : 'user', content: text },
      ]),
    },
    response: {
      id: `resp-${id}`,
      status: said.refused === true ? 'incomplete' : 'completed',
      ...(said.refused === true ? { incomplete_details: { reason: 'content_filter' } } : {}),
      output: [
        ...(said.handleOut === undefined ? [] : [{ type: 'reasoning', encrypted_content: said.handleOut }]),
        ...(said.tools === true ? [{ type: 'function_call', name: TOOL, call_id: `call-${id}`, arguments: '{}' }] : []),
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: answerOf(said) }] },
      ],
      usage: { input_tokens: input, output_tokens: output },
    },
  }),

  'anthropic.messages': (said, id, input, output) => ({
    request: {
      model: said.model ?? MODELS[0],
      max_tokens: said.maxTokens ?? 1024,
      ...optional('system', said.system),
      ...optional('temperature', said.temperature),
      ...(said.tools === true ? { tools: [{ name: TOOL }] } : {}),
      messages: turnsOf(said).map(({ model, text, handle }) => ({
        role: model ? 'assistant' : 'user',
        content: handle === undefined ? text : [thinking(handle), { type: 'text', text }],
      })),
    },
    response: {
      id: `msg-${id}`,
      type: 'message',
      stop_reason: said.refused === true ? 'refusal' : said.tools === true ? 'tool_use' : 'end_turn',
      content: [
        ...(said.handleOut === undefined ? [] : [thinking(said.handleOut)]),
        { type: 'text', text: answerOf(said) },
        ...(said.tools === true ? [{ type: 'tool_use', id: `toolu-${id}`, name: TOOL, input: {} }] : []),
      ],
      usage: { input_tokens: input, output_tokens: output },
    },
  }),

  gemini: (said, id, input, output) => ({
    request: {
      model: said.model ?? MODELS[0],
      ...(said.system === undefined ? {} : { systemInstruction: { parts: [{ text: said.system }] } }),
      generationConfig: { ...optional('maxOutputTokens', said.maxTokens), ...optional('temperature', said.temperature) },
      ...(said.tools === true ? { tools: [{ functionDeclarations: [{ name: TOOL }] }] } : {}),
      contents: turnsOf(said).map(({ model, text, handle }) => ({
        role: model ? 'model' : 'user',
        parts: [{ text, ...optional('thoughtSignature', handle) }],
      })),
    },
    response: {
      responseId: `gen-${id}`,
      candidates: [
        {
          finishReason: said.refused === true ? 'SAFETY' : 'STOP',
          content: {
            role: 'model',
            parts: [
              { text: answerOf(said), ...optional('thoughtSignature', said.handleOut) },
              ...(said.tools === true ? [{ functionCall: { name: TOOL, args: {} } }] : []),
            ],
          },
        },
      ],
      usageMetadata: { promptTokenCount: input, candidatesTokenCount: output },
    },
  }),
};

function thinking(signature: string): Json {
  return { type: 'thinking', thinking: '', signature };
}

export function chatMessages(said: Said): Json[] {
  const turns = turnsOf(said).map(({ model, text, handle }) => ({
    role: model ? 'assistant' : 'user',
    content: text,
    ...(handle === undefined ? {} : { thinking_blocks: [thinking(handle)] }),
  }));
  return said.system === undefined ? turns : [{ role: 'system', content: said.system }, ...turns];
}

export function chatAnswer(said: Said): Json {
  return {
    role: 'assistant',
    content: answerOf(said),
    ...(said.handleOut === undefined ? {} : { thinking_blocks: [thinking(said.handleOut)] }),
    ...(said.tools === true ? { tool_calls: [{ type: 'function', function: { name: TOOL, arguments: '{}' } }] } : {}),
  };
}
