// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SeverityNumber } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Intake } from '../parts.ts';
import { useBench } from './intake.fixture.ts';

const SPANS = 1_200;
const bench = useBench();
let intake: Intake;
let server: Server;
let url: string;
let requests: string[];

beforeEach(async () => {
  requests = [];
  intake = bench.open();
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { 'content-type': mediaType = '', 'content-encoding': encoding = 'identity' } = request.headers;
      requests.push(`${request.url} ${mediaType} ${encoding}`);
      const options = { format: 'otlp', encoding: encoding as 'identity' | 'gzip', mediaType };
      intake.take(Buffer.concat(parts), options).then(
        ({ rejected }) =>
          response
            .writeHead(200, { 'content-type': mediaType })
            .end(mediaType.includes('json') ? `{"rejected":${rejected}}` : ''),
        (error: { code: string }) => response.writeHead(503).end(error.code),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What an instrumented client says of call number `i`. */
function attributesOf(i: number) {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': i % 3 === 0 ? 'small' : 'large',
    'gen_ai.usage.input_tokens': 100 + i,
    'gen_ai.usage.output_tokens': 7,
    'stillwatch.account': `account-${i % 5}`,
    'client.address': '198.51.100.7',
    'gen_ai.input.messages': JSON.stringify([
      { role: 'user', parts: [{ type: 'text', content: `name river number ${i} of the north` }] },
    ]),
    'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: 'The Elbe.' }] }]),
  };
}

async function expectAll(count: number): Promise<void> {
  const found = await bench.store.rows(
    `SELECT account, model, count() AS n, sum(inTokens) AS i, sum(outTokens) AS o, uniqExact(slot) AS texts
     FROM ${bench.store.table('exchanges')} GROUP BY account, model ORDER BY account, model`,
  );
  const groups = new Map<string, { n: number; i: number }>();
  for (let i = 0; i < count; i++) {
    const key = `${bench.store.nodeKey.pseudonym('account', `account-${i % 5}`)} ${i % 3 === 0 ? 'small' : 'large'}`;
    const group = groups.get(key) ?? { n: 0, i: 0 };
    groups.set(key, { n: group.n + 1, i: group.i + 100 + i });
  }
  const wanted = [...groups].map(([key, { n, i }]) => {
    const [account, model] = key.split(' ');
    return { account, model, n: String(n), i: String(i), o: String(n * 7), texts: String(n) };
  });
  const inOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  expect(inOrder(found)).toEqual(inOrder(wanted));
}

describe('the OpenTelemetry exporters', () => {
  it.each([
    ['protobuf', 'identity', () => new ProtobufTraceExporter({ url: `${url}/v1/traces` })],
    ['json', 'gzip', () => new JsonTraceExporter({ url: `${url}/v1/traces`, compression: 'gzip' as never })],
  ] as const)('deliver every GenAI span as %s, %s', async (kind, encoding, makeExporter) => {
    const provider = new TracerProvider({
      spanProcessors: [new BatchSpanProcessor({ exporter: makeExporter(), maxQueueSize: 4_000, maxExportBatchSize: 400 })],
    });
    const tracer = provider.getTracer('client');
    for (let i = 0; i < SPANS; i++) {
      // Around every model call are spans that are none.
      const outer = tracer.startSpan('handle request', { attributes: { 'http.request.method': 'POST' } });
      tracer.startSpan('chat', { attributes: attributesOf(i) }).end();
      outer.end();
    }
    await provider.forceFlush();
    await provider.shutdown();
    await expectAll(SPANS);
    expect(intake.counters()).toMatchObject({ exchanges: SPANS, rejected: 0 });
    expect(new Set(requests)).toEqual(new Set([`/v1/traces application/${kind === 'json' ? 'json' : 'x-protobuf'} ${encoding}`]));
  });

  it('deliver every log of a GenAI event', async () => {
    const exporter = new OTLPLogExporter({ url: `${url}/v1/logs` });
    const provider = new LoggerProvider({ processors: [new BatchLogRecordProcessor({ exporter, maxQueueSize: 4_000 })] });
    const logger = provider.getLogger('client');
    for (let i = 0; i < 300; i++) {
      const attributes = { ...attributesOf(i), 'gen_ai.response.id': `response-${i}` };
      logger.emit({ eventName: 'gen_ai.client.inference.operation.details', severityNumber: SeverityNumber.INFO, attributes });
      logger.emit({ body: 'listening', severityNumber: SeverityNumber.INFO });
    }
    await provider.forceFlush();
    await provider.shutdown();
    await expectAll(300);
    expect(intake.counters()).toMatchObject({ exchanges: 300, rejected: 0 });
  });
});
