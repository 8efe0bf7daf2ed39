// What the services `access` and `audit` answer.
import type { Params } from '#kit';
import type { Lang, SessionUser } from '../platform/context.ts';
import type { Role } from './roles.ts';
import type { UserRow } from './user-repository.ts';

export interface SessionAnswer {
  token?: string;
  user: { id: number; name: string; login: string; role: string; lang: Lang; permissions: string[]; buildingIds: number[] };
}
export interface AuditEntry {
  buildingId?: number | null;
  action: string;
  subjectKind: string;
  subjectId: string | number;
  detail?: Record<string, unknown>;
}
export interface AuditRow {
  id: number;
  at: string;
  userId: number | null;
  user: string | null;
  buildingId: number | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  detail: Params;
}

declare module '#platform/actions' {
  interface Actions {
    'access.resolveSession': { params: { token: string }; result: SessionUser | null };
    'access.signIn': { params: { user: string; password: string }; result: SessionAnswer };
    'access.createUser': {
      params: { login: string; name: string; password: string; role: Role; lang?: Lang; buildingIds?: number[] };
      result: UserRow;
    };
    /** Set-wise; joins the caller's unit of work. */
    'audit.append': { params: { entries: AuditEntry[] }; result: { appended: number } };
  }
}
