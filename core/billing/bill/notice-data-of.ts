// Bills of one month → what their notices say, read set-wise for one bill or a whole building.
import type { Knex } from 'knex';
import { add, bankNameOf, canTransfer, decimalOf, lastDay, type Plugin, textOf, transferMemo, vietQrPayload } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import type { BillRow } from '../billing.contract.ts';
import type { NoticeBank, NoticeCompany, NoticeData, NoticeNote, NoticeReading, NoticeService } from '../notice/notice-data.ts';
import { listBills } from './list-bills.ts';
import { chargeView, type StoredCharge, storedCharges } from './stored-charges.ts';

interface Company extends NoticeCompany {
  bank: NoticeBank | null;
}

export async function noticeDataOf(
  ctx: Ctx,
  { buildingId, period, billId, unitId }: { buildingId: number; period: string; billId?: number; unitId?: number },
): Promise<NoticeData[]> {
  const { rows } = await listBills(ctx, { buildingId, period, unitId, page: 1, pageSize: Number.MAX_SAFE_INTEGER });
  const bills = billId === undefined ? rows : rows.filter(({ id }) => id === billId);
  const building = await call(ctx, 'building.getBuilding', { buildingId });
  const units = new Map(
    (await call(ctx, 'building.listUnits', { buildingId, on: lastDay(period) })).rows.map((unit) => [unit.id, unit]),
  );
  const people = new Map(
    (await call(ctx, 'customer.listMemberDays', { buildingId, from: lastDay(period), to: lastDay(period) })).map((row) => [
      row.unitId,
      row.members,
    ]),
  );
  const wanted = billId === undefined ? {} : { billIds: [billId] };
  const { company, charges } = await inScope(ctx, async (trx) => ({
    company: await companyOf(trx),
    charges: await storedCharges(trx, { buildingId, period, ...wanted }),
  }));
  const byBill = Map.groupBy(charges, ({ billId: id }) => id);
  return bills.map((bill): NoticeData => {
    const unit = units.get(bill.unitId);
    const memo = transferMemo({ building: building.code, unit: bill.unit, period });
    const total = bill.total + bill.previousDebt;
    const services = (byBill.get(bill.id) ?? []).map((charge) => serviceOf(charge, plugins.get(charge.service)));
    return {
      company,
      building: { name: building.name, ...(building.address ? { address: building.address } : {}) },
      unit: { code: bill.unit, ...(unit?.floor ? { floor: unit.floor } : {}), ...(unit?.areaM2 ? { areaM2: unit.areaM2 } : {}) },
      customer: { code: bill.customerCode, name: bill.customer },
      members: membersOn(services, people.get(bill.unitId) ?? 0),
      period,
      number: bill.number,
      issuedOn: bill.issuedOn,
      dueOn: bill.dueOn,
      services: services.sort((a, b) => a.order - b.order).map(({ order, ...service }) => service),
      charges: bill.total,
      previousDebt: bill.previousDebt,
      total,
      bank: company.bank,
      memo,
      qr: qrOf(company.bank, total, bill, memo),
    };
  });
}

/** A shop keeps no members: their number stands on the notice where there are some, or where an allowance was reckoned by them. */
const membersOn = (services: readonly NoticeService[], members: number): number | null =>
  members > 0 || services.some(({ notes }) => notes.some(({ kind }) => kind === 'quota')) ? members : null;

function serviceOf(charge: StoredCharge, plugin: Plugin): NoticeService & { order: number } {
  const view = chargeView(charge);
  return {
    // what puts an earlier month right stands behind the month's own
    order: (plugin.notice?.order ?? 1000) + (view.correction ? 0.5 : 0),
    name: view.card?.number
      ? { vi: `${plugin.name.vi} ${view.card.number}`, en: `${plugin.name.en} ${view.card.number}` }
      : plugin.name,
    ...(view.correction ? { corrects: view.correction.period } : {}),
    unit: charge.measure,
    showTiers: plugin.notice?.showTiers ?? true,
    readings: view.readings.map(
      (reading): NoticeReading => ({
        serial: reading.serial,
        ...(reading.register === 'total' ? {} : { register: registerLabel(plugin, reading.register) }),
        previous: reading.previous,
        current: reading.value,
        consumption: reading.consumption,
        previousOn: view.from,
        currentOn: view.to,
        multiplier: reading.multiplier,
        rollover: reading.rollover,
        estimate: reading.kind === 'estimate',
        faulty: reading.kind === 'faulty',
      }),
    ),
    ...(view.loss && !view.correction ? { loss: lossOf(view.loss) } : {}),
    lines: view.lines,
    vat: view.vatGroups,
    net: charge.net,
    vatTotal: charge.vat,
    total: charge.total,
    notes: notesOf(charge, plugin),
  };
}

function lossOf({ policy, master, subs, loss, shares }: NonNullable<ReturnType<typeof chargeView>['loss']>) {
  const share = Object.values(shares).reduce((sum, part) => add(sum, decimalOf(part)), decimalOf(0));
  return { policy, master, subs, loss, share: textOf(share) };
}

function registerLabel(plugin: Plugin, register: string) {
  const variable = plugin.variables.find((each) => each.source === 'consumption' && (each.register ?? 'total') === register);
  return variable?.label ?? { vi: register, en: register };
}

function notesOf({ detail, tariff, measure: unit }: StoredCharge, plugin: Plugin): NoticeNote[] {
  const { correction } = detail;
  const notes: NoticeNote[] = [
    ...(correction ? correctionNotes(correction, unit) : []),
    {
      kind: 'tariff',
      name: { vi: tariff.name, en: presetName(plugin, tariff.preset) ?? tariff.name },
      legalBasis: tariff.legalBasis,
    },
  ];
  const members = plugin.variables.find(({ source }) => source === 'members')?.name;
  const count = members === undefined ? undefined : detail.facts[members];
  if (detail.quota !== undefined && detail.quota !== null && count !== undefined) {
    const rule = plugin.kind === 'meter' ? plugin.allowance?.find(({ name }) => name === detail.rule)?.label : undefined;
    notes.push({
      kind: 'quota',
      members: Number(decimalOf(String(count)) / 10n ** 12n),
      quota: detail.quota,
      unit: plugin.measure.unit,
      ...(rule ? { rule } : {}),
    });
  }
  return notes;
}

function correctionNotes(
  { period, was, now, changes }: NonNullable<StoredCharge['detail']['correction']>,
  unit: string,
): NoticeNote[] {
  return [
    { kind: 'correction', period, was: was.quantity, now: now.quantity, unit },
    ...changes.map(({ kind, serial, was: old, became, reason }): NoticeNote => {
      return { kind: 'change', of: kind, serial, was: old, became, reason: kind === 'settled' ? '' : reason, unit };
    }),
  ];
}

const presetName = (plugin: Plugin, preset: string | null): string | undefined =>
  plugin.tariffs.find(({ id }) => id === preset)?.name.en;

function qrOf(bank: NoticeBank | null, total: number, bill: BillRow, memo: string | null): string | null {
  if (!bank || total <= 0) return null;
  // more than one instant transfer carries: the payer types the amount
  return vietQrPayload({
    bin: bank.bin,
    account: bank.account,
    bill: bill.number,
    ...(canTransfer(total) ? { amount: total } : {}),
    ...(memo ? { memo } : {}),
  });
}

async function companyOf(trx: Knex.Transaction): Promise<Company> {
  const row = await trx('company').first();
  const bank = row.bank_bin && row.bank_account && row.bank_account_name;
  return {
    name: row.name,
    ...(row.address ? { address: row.address } : {}),
    ...(row.tax_code ? { taxCode: row.tax_code } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    bank: bank
      ? { bin: row.bank_bin, bankName: bankNameOf(row.bank_bin), account: row.bank_account, accountName: row.bank_account_name }
      : null,
  };
}
