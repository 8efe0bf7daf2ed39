// Invoices in the structure of the tax department's data format (QĐ 1450/QĐ-TCT, QĐ 1510/QĐ-TCT; Circular 91/2026/TT-BTC, art. 3):
// HDon/DLHDon/{TTChung, NDHDon}. A provider fills in SHDon, the signatures (DSCKS) and the authority's code.
import type { InvoiceData, InvoiceKind, InvoiceLine } from '../invoice.contract.ts';
import { referenceText } from './reference-text.ts';
import { element, optional, type XmlNode, xmlText } from './xml-text.ts';

export interface WrittenInvoice {
  key: string;
  kind: InvoiceKind;
  number: number | null;
  data: InvoiceData;
}
const VERSION = '2.1.0';
const TITLE = 'Hóa đơn giá trị gia tăng';
export const CONSUMER = 'Bán cho người tiêu dùng';

/** One invoice is an HDon; several stand in a DSHDon. */
export function invoiceXml(invoices: readonly WrittenInvoice[]): string {
  const nodes = invoices.map(invoiceNode);
  return xmlText(nodes.length === 1 ? nodes[0]! : element('DSHDon', nodes));
}

function invoiceNode(invoice: WrittenInvoice): XmlNode {
  const { data, key } = invoice;
  const body = element(
    'DLHDon',
    [common(invoice), element('NDHDon', [seller(data), buyer(data), goods(invoice), totals(data)]), extra(key)],
    {
      Id: key.replace(/[^\w.-]/g, '-'),
    },
  );
  return element('HDon', [body, element('DSCKS', [])]);
}

function common({ data, kind, number }: WrittenInvoice): XmlNode {
  const { symbol, onDate, payment, providerTaxCode, attached, reference } = data;
  return element('TTChung', [
    ...[element('PBan', VERSION), element('THDon', TITLE)],
    ...[element('KHMSHDon', symbol.slice(0, 1)), element('KHHDon', symbol.slice(1)), ...optional('SHDon', number)],
    ...[element('NLap', onDate), ...optional('SBKe', attached?.number), ...optional('NBKe', attached?.onDate)],
    ...[element('DVTTe', 'VND'), element('TGia', '1'), element('HTToan', payment), ...optional('MSTTCGP', providerTaxCode)],
    ...(reference
      ? [
          element('TTHDLQuan', [
            element('TCHDon', kind === 'replacing' ? '1' : '2'),
            ...[element('LHDCLQuan', '1'), element('KHMSHDCLQuan', reference.symbol.slice(0, 1))],
            ...[element('KHHDCLQuan', reference.symbol.slice(1)), element('SHDCLQuan', String(reference.number))],
            ...[element('NLHDCLQuan', reference.signedOn), element('GChu', referenceText(kind, reference))],
          ]),
        ]
      : []),
  ]);
}

function seller({ seller: { name, taxCode, address, phone, bankAccount, bank } }: InvoiceData): XmlNode {
  return element('NBan', [
    ...[element('Ten', name), element('MST', taxCode), element('DChi', address)],
    ...[...optional('SDThoai', phone), ...optional('STKNHang', bankAccount), ...optional('TNHang', bank)],
  ]);
}

function buyer({ buyer: one }: InvoiceData): XmlNode {
  return element('NMua', [
    ...[element('Ten', one.consumer ? CONSUMER : one.name), ...optional('MST', one.taxCode)],
    ...[...optional('DChi', one.address), element('MKHang', one.code)],
    ...(one.consumer ? [element('HVTNMHang', one.name)] : []),
    ...[...optional('DCTDTu', one.email), ...optional('CCCDan', one.personalId)],
  ]);
}

function goods({ data, kind }: WrittenInvoice): XmlNode {
  return element(
    'DSHHDVu',
    data.lines.map((line, index) => good(line, index + 1, kind)),
  );
}

/** TChat: 1 goods or service, 3 discount. An adjusting invoice writes what it takes off as a negative amount. */
function good({ service, name, unit, quantity, unitPrice, net, rate }: InvoiceLine, ordinal: number, kind: InvoiceKind): XmlNode {
  const discount = net < 0 && kind !== 'adjusting';
  return element('HHDVu', [
    ...[element('TChat', discount ? '3' : '1'), element('STT', String(ordinal)), element('MHHDVu', service)],
    ...[element('THHDVu', name.vi), ...optional('DVTinh', unit), ...optional('SLuong', quantity), ...optional('DGia', unitPrice)],
    ...[element('ThTien', String(discount ? -net : net)), element('TSuat', rate)],
  ]);
}

function totals({ groups, net, vat, total, words }: InvoiceData): XmlNode {
  return element('TToan', [
    element(
      'THTTLTSuat',
      groups.map((group) =>
        element('LTSuat', [
          ...[element('TSuat', group.rate), element('ThTien', String(group.net)), element('TThue', String(group.vat))],
        ]),
      ),
    ),
    ...[element('TgTCThue', String(net)), element('TgTThue', String(vat))],
    ...[element('TgTTTBSo', String(total)), element('TgTTTBChu', words)],
  ]);
}

/** Our key goes along, so that the number comes back to the right invoice. */
function extra(key: string): XmlNode {
  return element('TTKhac', [element('TTin', [element('TTruong', 'Fkey'), element('KDLieu', 'string'), element('DLieu', key)])]);
}
