// SPDX-License-Identifier: Apache-2.0

/** Text of a form’s field, without blanks around it; empty where there is none. */
export function readField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
