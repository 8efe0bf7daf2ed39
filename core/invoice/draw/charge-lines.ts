// A charge → its invoice lines, shares by rate, and what of it is not the company's own supply.
import { decimalOf, formatDecimal, type Localized, mul, roundVnd, sumVnd } from '#kit';
import type { ResultOf } from '#platform/actions';
import type { InvoiceLine, InvoiceShare, TaxRate } from '../invoice.contract.ts';
import { ofMonth } from './supply.ts';
import { writtenRate } from './tax-rate.ts';

export type InvoiceCharge = ResultOf<'billing.listInvoiceCharges'>[number];
type PricedLine = InvoiceCharge['lines'][number];

export interface ChargeLines {
  lines: InvoiceLine[];
  shares: InvoiceShare[];
  /** Amount with VAT by nature that is not an own supply. */
  others: { nature: 'passThrough' | 'deposit' | 'compensation'; amount: number }[];
  /** A rate the form has no word for; then lines and shares are empty. */
  unknownRate: string | null;
}

export function chargeLines(charge: InvoiceCharge): ChargeLines {
  const others = (['passThrough', 'deposit', 'compensation'] as const).flatMap((nature) => {
    const net = sumVnd(charge.lines.filter((line) => line.nature === nature).map((line) => line.net));
    const vat = sumVnd(charge.vat.filter((group) => group.nature === nature).map((group) => group.amount));
    return net + vat === 0 ? [] : [{ nature, amount: net + vat }];
  });
  const own = charge.lines.filter(({ nature, net }) => nature === 'own' && net !== 0);
  const groups = charge.vat.filter(({ nature }) => nature === 'own');
  const rates = new Map<string, TaxRate | null>([['none', 'KCT']]);
  for (const { class: vatClass, rate } of groups) if (vatClass !== 'none') rates.set(vatClass, writtenRate(rate));
  const unknown = groups.find(({ class: vatClass }) => rates.get(vatClass) === null);
  if (unknown) return { lines: [], shares: [], others, unknownRate: unknown.rate };
  const lines = own.flatMap((line) => linesOf(charge, line, rates.get(line.vat)!, own.length > 1));
  const shares = new Map<TaxRate, InvoiceShare>();
  const share = (rate: TaxRate) => {
    const known = shares.get(rate) ?? { service: charge.service, name: charge.name, rate, net: 0, vat: 0 };
    shares.set(rate, known);
    return known;
  };
  for (const line of own) share(rates.get(line.vat)!).net += line.net;
  for (const { class: vatClass, amount } of groups) if (amount !== 0) share(rates.get(vatClass)!).vat += amount;
  return { lines, shares: [...shares.values()], others, unknownRate: null };
}

function linesOf(charge: InvoiceCharge, line: PricedLine, rate: TaxRate, several: boolean): InvoiceLine[] {
  const head: Localized = several
    ? { vi: `${charge.name.vi}: ${line.label.vi}`, en: `${charge.name.en}: ${line.label.en}` }
    : charge.name;
  const month = charge.correctionOf ?? charge.period;
  const late = charge.correctionOf === null ? head : { vi: `${head.vi} (truy thu)`, en: `${head.en} (back-billed)` };
  const about = ofMonth(
    line.part ? { vi: `${late.vi} (giá ${PART[line.part].vi})`, en: `${late.en} (${PART[line.part].en} price)` } : late,
    month,
  );
  const common = { service: charge.service, rate };
  if (line.tiers && line.tiers.length > 0) {
    const many = line.tiers.length > 1;
    return line.tiers
      .filter(({ net }) => net !== 0)
      .map((tier, index) => ({
        ...{ ...common, name: many ? tierName(about, index + 1, tier, charge.measure) : about, unit: charge.measure },
        ...{ quantity: tier.quantity, unitPrice: tier.unitPrice, net: tier.net },
      }));
  }
  const { quantity, unitPrice, net } = line;
  const counted =
    quantity !== undefined && unitPrice !== undefined && roundVnd(mul(decimalOf(quantity), decimalOf(unitPrice))) === net;
  if (!counted) return [{ ...common, name: about, unit: null, quantity: null, unitPrice: null, net }];
  // what has no meter is counted by its measure: 68,5 m², one month
  const measured = charge.quantity === null ? !charge.metered : decimalOf(charge.quantity) === decimalOf(quantity);
  return [{ ...common, name: about, unit: measured ? charge.measure : null, quantity, unitPrice, net }];
}

const PART = { old: { vi: 'cũ', en: 'old' }, new: { vi: 'mới', en: 'new' } } as const;

function tierName(about: Localized, ordinal: number, tier: NonNullable<PricedLine['tiers']>[number], unit: string): Localized {
  const figure = (text: string, lang: 'vi' | 'en') => formatDecimal(decimalOf(text), lang);
  const band = (lang: 'vi' | 'en') =>
    tier.upTo === null
      ? `${lang === 'vi' ? 'trên' : 'above'} ${figure(tier.from, lang)} ${unit}`
      : `${figure(tier.from, lang)}–${figure(tier.upTo, lang)} ${unit}`;
  return { vi: `${about.vi}, bậc ${ordinal} (${band('vi')})`, en: `${about.en}, tier ${ordinal} (${band('en')})` };
}
