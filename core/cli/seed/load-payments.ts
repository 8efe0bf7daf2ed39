// A past month's payments as the cashier would have taken them, all of the month or none.
import type { ServiceBroker } from 'moleculer';
import { call } from '#platform/call';
import { atInstant, today } from '#platform/clock';
import type { Ctx, SessionUser } from '#platform/context';
import { unitOfWork } from '#platform/scope';
import { paymentDays, paymentsFor } from '../../../samples/payments.ts';

const MINUTES_5 = 300_000;

const BILLS_MOST = 5000; // the sample's tower has 450

/** Answers how many came in; called again it finds them there and answers 0. */
export async function loadPayments(
  broker: ServiceBroker,
  { buildingId, period, user }: { buildingId: number; period: string; user: SessionUser },
): Promise<number> {
  const [from, to] = paymentDays(period);
  const known = await call(
    broker,
    'ledger.listDocuments',
    { buildingId, kind: 'receipt', from, to, pageSize: 1 },
    { meta: { user } },
  );
  if (known.total > 0) return 0;
  const { rows } = await call(broker, 'billing.listBills', { buildingId, period, pageSize: BILLS_MOST }, { meta: { user } });
  const unitId = new Map(rows.map((bill) => [bill.unit, bill.unitId]));
  const owed = rows.map(({ unit, total, previousDebt }) => ({ unit, due: total + previousDebt }));
  const payments = paymentsFor(period, owed).filter(({ onDate }) => onDate <= today());
  await unitOfWork({ meta: { user } } as Ctx, async (_, id) => {
    for (const { unit, ...paid } of payments) {
      const params = {
        buildingId,
        unitIds: [unitId.get(unit)!],
        keepSurplus: true,
        reason: `Nộp phí dịch vụ căn ${unit}`,
        ...paid,
      };
      const meta = { user, idempotencyKey: `sample ${buildingId} ${period} ${unit}` };
      // the commands of a cashier, one after the other: each takes what the one before left open
      await atInstant(`${paid.onDate}T03:00:00Z`, () =>
        call(broker, 'ledger.collect', params, { meta, unitOfWork: id, timeoutMs: MINUTES_5 }),
      );
    }
  });
  return payments.length;
}
