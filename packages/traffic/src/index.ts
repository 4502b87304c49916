// SPDX-License-Identifier: Apache-2.0
export type { Adapter, Emit, Framing, Mapping, RecordReader, Rejection } from './adapter.ts';
export { ADAPTERS, findAdapter, nearest, parseMapping, sniffFormat, timeOf } from './formats/index.ts';
export { endThread } from './ingest/end-thread.ts';
export { type ExemplarIndex, readExemplars } from './ingest/exemplars.ts';
export { type ExchangeRef, findExchange, sampleExchanges } from './ingest/find-exchange.ts';
export { ingest, type IngestOptions, type IngestResult } from './ingest/ingest.ts';
export { insertPatiently } from './ingest/sender.ts';
export { addWork, createTaskRunner, noWork, type TaskRunner, type WorkDone } from './ingest/task.ts';
export { isLineFile } from './read/json-records.ts';
export { sniffMapped, sniffSource } from './read/sniff.ts';
export { listSources, memorySource, openSource, type Source } from './read/sources.ts';
export { createSignaller, ruleHits, type Signaller } from './signals/index.ts';
export { emptySketch, type Sketch } from './sketch/sketch.ts';
export { bandsOf, createSketcher, estimateJaccard, hammingDistance, type Sketcher } from './sketch/sketcher.ts';
export * from './store/index.ts';
