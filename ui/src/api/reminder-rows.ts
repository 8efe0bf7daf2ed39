// What the server answers about reminders, as far as the screens read it.
export type {
  Channel,
  DeliveryRow,
  DeliveryState,
  DunningRow,
  PlanStep,
  ReminderPlan,
} from '../../../core/reminder/reminder.contract.ts';

import type { DeliveryRow, DeliveryState, DunningRow, PlanStep, ReminderPlan } from '../../../core/reminder/reminder.contract.ts';

export interface DueList {
  rows: DunningRow[];
  total: number;
  toSend: number;
  amount: number;
}
export interface DeliveryList {
  rows: DeliveryRow[];
  total: number;
  counts: Record<DeliveryState, number>;
}
export interface PlanAnswer {
  plan: ReminderPlan | null;
  later: ReminderPlan[];
  proposal: PlanStep[];
  mail: { ready: boolean; from: string | null };
}
