// What travels with every call: who asks, in which language, and inside which open transaction.
import type { Context } from 'moleculer';

export interface SessionUser {
  id: number;
  companyId: number;
  name: string;
  login: string;
  role: string;
  lang: Lang;
  buildingIds: number[];
  permissions: string[];
}
export type Lang = 'vi' | 'en';

export interface Meta {
  user?: SessionUser;
  lang?: Lang;
  requestId?: string;
  /** Set by the gateway: the caller's address and session token. */
  clientAddress?: string;
  token?: string;
  idempotencyKey?: string;
  /** Id of an open transaction of this process (scope.ts); actions called with it join that transaction. */
  unitOfWork?: string;
  $responseType?: string;
  $responseHeaders?: Record<string, string>;
  $statusCode?: number;
  $multipart?: Record<string, string>;
}
export type Ctx<P = unknown> = Context<P & object, Meta & object>;
