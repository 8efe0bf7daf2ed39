// Actions about other days than the receipt's own: money given back later, fees paid ahead and their release, doubtful debts.
import { z } from 'zod';
import { day, id, period } from '#platform/params';
import { action } from '#platform/service';
import { withOpenRuns } from '../debt/debt-actions.ts';
import { doubtfulDebts, setAllowance } from './allowance.ts';
import { command, dry } from './command.ts';
import { releasePrepaid, takePrepaid } from './prepaid.ts';
import { returnReceipt } from './return-receipt.ts';

const method = z.enum(['cash', 'bank']);
const text = z.string().trim().max(300);
const reason = text.min(3, 'ledger.reason.missing');
const money = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const said = { party: text.optional(), address: text.optional(), reason: text.optional(), reference: text.optional() };

export const laterActions = {
  returnReceipt: action({
    rest: 'POST /receipts/:receiptId/return',
    permission: 'money.void',
    summary: 'A receipt of an earlier day given back by voucher; what it paid is open again',
    params: z.object({ ...dry, receiptId: id, method, reason }),
    handler: command('returnReceipt', returnReceipt),
  }),
  takePrepaid: action({
    rest: 'POST /prepayments',
    permission: 'money.collect',
    summary: 'A service paid some months ahead (3387)',
    params: z.object({
      ...{ ...dry, buildingId: id, unitId: id, customerId: id, method, service: z.string().min(1).max(40), from: period },
      ...{ months: z.coerce.number().int().min(2).max(36), net: money.min(1), vat: money, onDate: day.optional(), ...said },
    }),
    handler: command('takePrepaid', takePrepaid),
  }),
  releasePrepaid: action({
    rest: 'POST /buildings/:buildingId/periods/:period/release',
    permission: 'money.adjust',
    summary: 'Pays the bills up to a month from what was paid ahead for them',
    params: z.object({ ...dry, buildingId: id, period, reason: text.optional() }),
    handler: command('releasePrepaid', releasePrepaid),
  }),
  doubtfulDebts: action({
    rest: 'GET /buildings/:buildingId/doubtful-debts',
    permission: null,
    summary: 'Overdue debts with the allowance they call for',
    params: z.object({ buildingId: id, asOf: day.optional() }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => doubtfulDebts(trx, ctx.meta.user!, ctx.params)),
  }),
  setAllowance: action({
    rest: 'POST /buildings/:buildingId/allowance',
    permission: 'money.adjust',
    summary: 'Brings the allowance for doubtful debts to what they call for',
    params: z.object({ ...dry, buildingId: id, onDate: day.optional(), reason: text.optional() }),
    handler: command('setAllowance', setAllowance),
  }),
};
