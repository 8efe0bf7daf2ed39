// What the service `reminder` answers: plans, whose turn it is, letters and what became of them.
import type { DayText, Finding, Lang, Localized, PeriodText, Vnd } from '#kit';

export type Channel = 'print' | 'email';
/** Level 0: before or on the due day, missed without harm. Levels 1, 2, …: never skipped, each only after the one before it. */
export interface PlanStep {
  level: number;
  /** Days after the due day; negative before it. */
  days: number;
  /** Days that must have passed since the level before it was sent. */
  gapDays: number;
  channels: Channel[];
  title: Localized;
  /** Paragraphs; words in braces are filled in: `{customer}`, `{unit}`, `{building}`, `{total}`, `{oldest}`, `{previous}`, `{deadline}`. */
  body: Localized;
}
export interface ReminderPlan {
  id: number;
  validFrom: DayText;
  /** Less than this is not worth a letter. */
  minAmount: Vnd;
  steps: PlanStep[];
  by: string;
  at: string;
}

/** One payer at one unit: what would be sent today, or why not. */
export interface DunningRow {
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  email: string | null;
  overdue: Vnd;
  open: Vnd;
  oldestDueOn: DayText;
  daysLate: number;
  /** What was sent last of the chain that is running. */
  lastLevel: number | null;
  lastOn: DayText | null;
  /** The step whose turn it is or would be next. */
  level: number | null;
  channels: Channel[];
  send: boolean;
  why: string;
  pause: { id: number; kind: 'dispute' | 'promise'; until: DayText | null; reason: string; by: string } | null;
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'refused' | 'cancelled';
export interface DeliveryRow {
  id: number;
  reminderId: number;
  runId: number;
  onDate: DayText;
  level: number;
  unit: string;
  customer: string;
  amount: Vnd;
  channel: Channel;
  lang: Lang;
  address: string;
  state: DeliveryState;
  detail: string;
  by: string;
  at: string;
  events: { state: DeliveryState; detail: string; by: string; at: string }[];
}
export interface LetterLine {
  service: string;
  period: PeriodText;
  dueOn: DayText;
  daysLate: number;
  amount: Vnd;
}
/** Everything a letter says, as plain data. */
export interface LetterData {
  reference: string;
  company: { name: string; address: string; taxCode: string | null; phone: string | null };
  building: { name: string; address: string };
  unit: string;
  customer: { code: string; name: string };
  onDate: DayText;
  level: number;
  title: string;
  paragraphs: string[];
  lines: LetterLine[];
  total: Vnd;
  bank: { bin: string; bankName: string | null; account: string; accountName: string } | null;
  memo: string | null;
  qr: string | null;
}

declare module '#platform/actions' {
  interface Actions {
    'reminder.getPlan': {
      params: { buildingId: number };
      result: {
        plan: ReminderPlan | null;
        later: ReminderPlan[];
        proposal: PlanStep[];
        mail: { ready: boolean; from: string | null };
      };
    };
    'reminder.savePlan': {
      params: { buildingId: number; validFrom: DayText; minAmount?: Vnd; steps: PlanStep[] };
      result: ReminderPlan;
    };
    /** Who gets what today and why, or why not; stores nothing. */
    'reminder.dryRun': {
      params: { buildingId: number };
      result: { rows: DunningRow[]; total: number; toSend: number; amount: Vnd };
    };
    /** Makes the letters whose turn it is, or of those named; nothing is sent yet. A letter is made once. */
    'reminder.run': {
      params: { buildingId: number; only?: { unitId: number; customerId: number }[]; lang?: Lang };
      result: { runId: number | null; letters: number; emails: number; prints: number };
    };
    /** Sends what waits by e-mail, or the deliveries named; each is checked again before it leaves. */
    'reminder.send': {
      params: { buildingId: number; deliveryIds?: number[] };
      result: { rows: { id: number; state: DeliveryState; message: string }[]; sent: number };
    };
    /** A printed letter was handed over, or what became of one nobody knows about. */
    'reminder.resolve': {
      params: { buildingId: number; deliveryIds: number[]; outcome: 'sent' | 'notSent' | 'cancelled'; reason?: string };
      result: { changed: number };
    };
    'reminder.list': {
      params: { buildingId: number; runId?: number; state?: DeliveryState; page?: number; pageSize?: number };
      result: { rows: DeliveryRow[]; total: number; counts: Record<DeliveryState, number> };
    };
    'reminder.pause': {
      params: {
        buildingId: number;
        unitId: number;
        customerId: number;
        kind: 'dispute' | 'promise';
        until?: DayText;
        reason: string;
      };
      result: { id: number };
    };
    'reminder.resume': { params: { buildingId: number; pauseId: number; reason: string }; result: { id: number } };
    'reminder.checkLetter': { params: { reminderId: number }; result: { findings: (Finding & { message: string })[] } };
  }
}
