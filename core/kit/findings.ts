// Expected problems are values (findings) or refusals with a code; a code is also the locale key of its sentence.

export type Params = Record<string, string | number | boolean | null>;
/** Where a problem stands: a sheet's cell, a grid's row and field, or a character in a formula (0-based offset). */
export interface Place {
  sheet?: string;
  row?: number;
  column?: string;
  field?: string;
  offset?: number;
}
export interface Finding {
  code: string;
  params: Params;
  at?: Place;
}

/** An expected no: the caller's doing, told in their language. `status` is the HTTP status it becomes. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Params;
  readonly status: number;
  readonly findings: Finding[];
  constructor(code: string, params: Params = {}, status = 422, findings: Finding[] = []) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.status = status;
    this.findings = findings;
  }
}
