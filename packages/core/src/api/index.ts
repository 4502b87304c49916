// SPDX-License-Identifier: Apache-2.0
/** The HTTP API as data: every operation with what it takes, gives and asks for. */
import type { z } from 'zod';
import { ACCOUNTABILITY_OPERATIONS } from './accountability.ts';
import { CAMPAIGN_OPERATIONS } from './campaigns.ts';
import type { Operation } from './operation.ts';
import { REVIEW_OPERATIONS } from './review.ts';
import { SHARING_OPERATIONS } from './sharing.ts';
import { INTAKE_OPERATIONS, SYSTEM_OPERATIONS } from './system.ts';
import { TRAFFIC_OPERATIONS } from './traffic.ts';

export const API = {
  ...SYSTEM_OPERATIONS,
  ...CAMPAIGN_OPERATIONS,
  ...TRAFFIC_OPERATIONS,
  ...REVIEW_OPERATIONS,
  ...INTAKE_OPERATIONS,
  ...ACCOUNTABILITY_OPERATIONS,
  ...SHARING_OPERATIONS,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof API;
export type ParamsOf<K extends OperationId> = z.output<(typeof API)[K]['params']>;
export type QueryOf<K extends OperationId> = z.output<(typeof API)[K]['query']>;
/** What a caller may leave out. */
export type QueryInput<K extends OperationId> = z.input<(typeof API)[K]['query']>;
export type BodyOf<K extends OperationId> = z.output<(typeof API)[K]['body']>;
export type BodyInput<K extends OperationId> = z.input<(typeof API)[K]['body']>;
export type ResponseOf<K extends OperationId> = z.output<(typeof API)[K]['response']>;

export * from './accountability.ts';
export * from './campaigns.ts';
export * from './operation.ts';
export * from './review.ts';
export * from './roles.ts';
export * from './sharing.ts';
export * from './system.ts';
export * from './traffic.ts';
