// What went wrong → status and `{code, message, params, findings?, requestId}` in the caller's language. Nothing internal leaves.

import { z } from 'zod';
import { type Finding, Refusal } from '#kit';
import type { Lang } from '../platform/context.ts';
import { hasSentence, sentence, withSentences } from '../platform/i18n.ts';
import type { Problem } from '../platform/zod-validator.ts';

export interface HttpError {
  status: number;
  body: {
    code: string;
    message: string;
    params: Refusal['params'];
    findings?: (Finding & { message: string })[];
    requestId?: string;
  };
}
export const UPLOAD_LIMIT_MB = 10;
const zodWords = { vi: z.locales.vi(), en: z.locales.en() };

// what frameworks and the database throw for an expected no, by their own code
const KNOWN: Record<string, () => Refusal> = {
  'entity.too.large': () => new Refusal('api.body.tooLarge', {}, 413),
  'entity.parse.failed': () => new Refusal('api.body.malformed', {}, 400),
  'encoding.unsupported': () => new Refusal('api.body.malformed', {}, 415),
  'charset.unsupported': () => new Refusal('api.body.malformed', {}, 415),
  'request.aborted': () => new Refusal('api.body.malformed', {}, 400),
  PAYLOAD_TOO_LARGE: () => new Refusal('api.upload.tooLarge', { limitMb: UPLOAD_LIMIT_MB }, 413),
  ERR_INVALID_URL: () => new Refusal('api.route.missing', {}, 404),
  UNABLE_DECODE_PARAM: () => new Refusal('api.route.missing', {}, 404),
  REQUEST_TIMEOUT: () => new Refusal('api.service.timeout', {}, 504),
  SERVICE_NOT_FOUND: () => new Refusal('api.service.unavailable', {}, 503),
  SERVICE_NOT_AVAILABLE: () => new Refusal('api.service.unavailable', {}, 503),
  '23505': () => new Refusal('platform.record.conflict', {}, 409),
  '23P01': () => new Refusal('platform.record.conflict', {}, 409),
  '23503': () => new Refusal('platform.record.reference', {}, 409),
  '22003': () => new Refusal('platform.number.tooLarge', {}, 422),
  '22P02': () => new Refusal('platform.value.malformed', {}, 422),
  '22007': () => new Refusal('platform.value.malformed', {}, 422),
  '22008': () => new Refusal('platform.value.malformed', {}, 422),
  '22021': () => new Refusal('platform.text.malformed', {}, 422),
  '22P05': () => new Refusal('platform.text.malformed', {}, 422),
  '40001': () => new Refusal('platform.record.busy', {}, 503),
  '40P01': () => new Refusal('platform.record.busy', {}, 503),
  '42501': () => new Refusal('access.building.foreign', { id: null }, 403),
};

// the database is away or going away (restart, crash, network): whether the last write was kept is not known
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|08...|57P0[123]|53300)$|^KnexTimeoutError$|^Connection (terminated|ended)|Client has encountered a connection error/;

/** Status and body for an error; 500 for everything unexpected. */
export function httpErrorOf(error: unknown, lang: Lang, requestId?: string): HttpError {
  const refusal = refusalOf(error, lang);
  if (!refusal) {
    const fault = { code: 'api.fault', params: { requestId: requestId ?? '' } };
    return { status: 500, body: { ...fault, message: sentence(lang, fault), requestId } };
  }
  const { code, params, status, findings } = refusal;
  const told = findings.length > 0 ? { findings: withSentences(lang, findings) } : {};
  return { status, body: { code, message: sentence(lang, refusal), params, ...told, requestId } };
}

function refusalOf(error: unknown, lang: Lang): Refusal | null {
  const thrown = error as { name?: string; type?: string; code?: unknown; data?: unknown; status?: number; message?: string };
  if (error instanceof Refusal) return error;
  if (thrown.name === 'ValidationError') return refusedParams(thrown.data, lang);
  if (thrown.name === 'RequestTimeoutError') return KNOWN.REQUEST_TIMEOUT!();
  const known = KNOWN[String(thrown.type)] ?? KNOWN[String(thrown.code)];
  if (known) return known();
  if ([thrown.code, thrown.name, thrown.message].some((each) => AWAY.test(String(each)))) {
    return new Refusal('api.database.away', {}, 503);
  }
  if (thrown.name === 'NotFoundError') return new Refusal('api.route.missing', {}, 404);
  const { message = '' } = thrown;
  if (message === 'File missing in the request') return new Refusal('api.upload.missing', {}, 400);
  if (/multipart|part header|part terminated/i.test(message)) return new Refusal('api.upload.broken', {}, 400);
  if (thrown.code === 400) return new Refusal('api.body.malformed', {}, 400);
  return null;
}

function refusedParams(data: unknown, lang: Lang): Refusal {
  const problems = Array.isArray(data) ? (data as Problem[]).filter((each) => each?.issue) : [];
  const findings = problems.map(({ path, issue }): Finding => {
    const own = issue.message;
    if (own && hasSentence(own)) return { code: own, params: { field: path }, at: { field: path } };
    const told = zodWords[lang].localeError(issue as never);
    const problem = (typeof told === 'string' ? told : told?.message) ?? issue.message;
    return { code: 'api.param.invalid', params: { field: path, problem }, at: { field: path } };
  });
  const fields = [...new Set(findings.map((each) => each.params.field))].join(', ');
  return new Refusal('api.params.invalid', { fields }, 422, findings);
}
