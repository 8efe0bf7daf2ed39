// What the service `request` answers: dated requests that a plugin declares, approved by a second person and billed by the run.
import type { DecimalText } from '#kit';

export type RequestState = 'requested' | 'approved' | 'rejected' | 'cancelled';
export interface RequestRow {
  id: number;
  unitId: number;
  unit: string;
  service: string;
  kind: string;
  on: string;
  /** `HH:MM`; `to` not after `from`: of the next day. */
  from: string;
  to: string;
  /** Exact, from–to. */
  hours: DecimalText;
  quantity: number;
  /** null: the whole unit. */
  areaM2: DecimalText | null;
  requestedBy: string;
  note: string | null;
  state: RequestState;
  reason: string | null;
  createdBy: string;
  decidedBy: string | null;
  charged: boolean;
}
/** An approved request no run has charged yet. */
export interface DueRequest {
  id: number;
  unitId: number;
  service: string;
  kind: string;
  on: string;
  hours: DecimalText;
  quantity: number;
  areaM2: DecimalText | null;
}
export interface RequestInput {
  unitId: number;
  service: string;
  kind: string;
  on: string;
  from: string;
  to: string;
  quantity?: number;
  areaM2?: DecimalText;
  requestedBy: string;
  note?: string;
}

declare module '#platform/actions' {
  interface Actions {
    'request.list': { params: { buildingId: number; from: string; to: string }; result: { rows: RequestRow[]; total: number } };
    'request.add': { params: { buildingId: number } & RequestInput; result: { id: number } };
    'request.decide': {
      params: { buildingId: number; requestId: number; state: 'approved' | 'rejected' | 'cancelled'; reason?: string };
      result: { id: number };
    };
    /** Approved up to and on `until`, not charged yet. */
    'request.listDue': { params: { buildingId: number; until: string }; result: DueRequest[] };
    /** A run has charged them; all must still be due. */
    'request.settleRun': { params: { buildingId: number; runId: number; ids: number[] }; result: { charged: number } };
  }
}
