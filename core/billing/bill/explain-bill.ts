// A bill explained: every stored charge priced again from its stored inputs.
import type { Knex } from 'knex';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import type { ChargeExplained } from '../billing.contract.ts';
import type { ExplanationCharge } from '../explain/draw-explanation.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import { explainCharge } from './explain-charge.ts';
import { type StoredCharge, storedCharges } from './stored-charges.ts';

interface BillAt {
  buildingId: number;
  period: string;
  billId: number;
}

export async function explainBill(trx: Knex.Transaction, at: BillAt, lang: Lang): Promise<ChargeExplained[]> {
  return (await explained(trx, at, lang)).map(({ answer }) => answer);
}

export async function explanationOf(trx: Knex.Transaction, at: BillAt, lang: Lang): Promise<ExplanationCharge[]> {
  return (await explained(trx, at, lang)).map(({ charge, answer }) => {
    const { service, tariff, detail } = charge;
    const { stored, recomputed, agrees, problem = null, tree } = answer;
    const whole = [plugins.get(service).name[lang], detail.card?.number].filter(Boolean).join(' · ');
    const [year = '', month = ''] = detail.correction?.period.split('-') ?? [];
    const name = detail.correction
      ? sentence(lang, { code: 'notice.correction', params: { service: whole, month, year } })
      : whole;
    return { name, tariff: tariff.name, legalBasis: tariff.legalBasis, stored, recomputed, agrees, problem, tree };
  });
}

async function explained(
  trx: Knex.Transaction,
  { billId, ...month }: BillAt,
  lang: Lang,
): Promise<{ charge: StoredCharge; answer: ChargeExplained }[]> {
  const charges = await storedCharges(trx, { ...month, billIds: [billId] });
  const vatRates = await listVatRates(trx);
  const answers = await Promise.all(charges.map((charge) => explainCharge(charge, plugins.get(charge.service), vatRates, lang)));
  return charges.map((charge, index) => ({ charge, answer: answers[index]! }));
}
