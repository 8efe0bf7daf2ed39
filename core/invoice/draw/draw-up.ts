// A supply and its parties → the invoice's data. Pure; the sums are checked before anything is stored.
import { amountInWords, type DayText, sumVnd } from '#kit';
import type { InvoiceBuyer, InvoiceData, InvoiceLine, InvoiceReference, InvoiceSeller } from '../invoice.contract.ts';
import { groupsOf, type Supply } from './supply.ts';

export interface Frame {
  seller: InvoiceSeller;
  buyer: InvoiceBuyer;
  symbol: string;
  onDate: DayText;
  unit: string;
  building: string;
  payment: string;
  providerTaxCode: string | null;
  reference: InvoiceReference | null;
}

export function drawUp(supply: Supply, frame: Frame): InvoiceData {
  const groups = groupsOf(supply.shares);
  const net = sumVnd(groups.map((group) => group.net));
  const vat = sumVnd(groups.map((group) => group.vat));
  const listed = supply.listed.length > 0 ? { number: `BK${supply.source}`, onDate: frame.onDate, lines: supply.listed } : null;
  const services = new Set(supply.listed.map(({ service }) => service));
  const lines = listed
    ? supply.lines.map((line) =>
        services.has(line.service) && line.net > 0 ? pointing(line, listed.number, frame.onDate) : line,
      )
    : supply.lines;
  if (sumVnd(lines.map((line) => line.net)) !== net) throw new Error(`the lines of ${supply.key} do not add up to ${net}`);
  return {
    ...frame,
    ...{
      period: supply.period,
      source: supply.source,
      lines,
      groups,
      shares: supply.shares,
      net,
      vat,
      total: sumVnd([net, vat]),
    },
    ...{ words: amountInWords(sumVnd([net, vat]), 'vi', { even: true }), attached: listed },
  };
}

/** "kèm theo bảng kê số…, ngày…", as the decree's annex words it. */
function pointing(line: InvoiceLine, number: string, day: DayText): InvoiceLine {
  const on = day.split('-').reverse().join('/');
  return {
    ...line,
    name: {
      vi: `${line.name.vi} (kèm theo bảng kê số ${number}, ngày ${on})`,
      en: `${line.name.en} (see list no. ${number} of ${on})`,
    },
  };
}
