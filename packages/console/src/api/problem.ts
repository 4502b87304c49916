// SPDX-License-Identifier: Apache-2.0
import type { Problem } from '@stillwatch/core/api';

/** A refusal of the API as it describes itself (RFC 9457), or that it could not be reached (status 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail === '' ? problem.title : problem.detail);
    this.problem = problem;
  }
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError({
    type: 'about:blank',
    title: 'The node does not answer',
    status: 0,
    detail: cause instanceof Error ? cause.message : 'The request did not get through.',
    code: 'UNREACHABLE',
    hint: 'Is the node running, and can this browser reach it? This page tries again by itself.',
    requestId: '',
  });
}

/** Reads a refusal; what is no problem document becomes one, so that there is always something to show. */
export function readProblem(status: number, body: string): ApiError {
  try {
    const found = JSON.parse(body) as Partial<Problem>;
    if (typeof found.title === 'string' && typeof found.code === 'string') {
      return new ApiError({
        type: 'about:blank',
        status,
        detail: '',
        requestId: '',
        ...found,
        title: found.title,
        code: found.code,
      });
    }
  } catch {
    // Not JSON: a proxy’s page, say.
  }
  return new ApiError({
    type: 'about:blank',
    title: `The answer was ${status}`,
    status,
    detail: 'It did not come from Stillwatch’s API, or it is not the one this console knows.',
    code: `HTTP_${status}`,
    requestId: '',
  });
}

/** Anything thrown, as a problem. */
export function problemOf(error: unknown): Problem {
  return (error instanceof ApiError ? error : unreachable(error)).problem;
}
