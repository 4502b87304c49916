// SPDX-License-Identifier: Apache-2.0
import type { Problem } from '@stillwatch/core/api';

/** A refusal as a node would write it. */
export class PreviewProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly hint: string | undefined;

  constructor(status: number, code: string, title: string, detail: string, hint?: string) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.hint = hint;
  }

  toJson(): Problem {
    const { status, code, title, hint, message: detail } = this;
    return {
      type: `about:blank#${code}`,
      title,
      status,
      detail,
      code,
      requestId: 'preview-1',
      ...(hint === undefined ? {} : { hint }),
    };
  }
}
