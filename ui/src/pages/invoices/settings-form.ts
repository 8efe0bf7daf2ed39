// The form of the invoice settings: seller, the year's symbol, the building's basis, and services that go to an attached list.
import type { InvoiceSettings } from '../../../../core/invoice/settings/settings.contract.ts';
import type { Api } from '../../api/api.ts';
import type { PluginRow } from '../../api/rows.ts';
import type { I18n } from '../../i18n/i18n.ts';
import type { FormAsked, FormValues } from '../../parts/form-field.ts';

interface About {
  api: Api;
  t: I18n['t'];
  settings: InvoiceSettings;
  buildingId: number;
  year: number;
  meters: readonly PluginRow[];
  lang: 'vi' | 'en';
}

export function settingsForm({ api, t, settings, buildingId, year, meters, lang }: About): FormAsked {
  const rule = settings.buildings.find((one) => one.buildingId === buildingId);
  const symbol = settings.symbols.find((one) => one.year === year)?.symbol ?? null;
  const yesNo = [
    { value: 'no', label: t('invoices:listNo') },
    { value: 'yes', label: t('invoices:listYes') },
  ];
  return {
    title: t('invoices:settings'),
    lead: t('invoices:settingsLead', { company: settings.seller.name, building: rule?.name ?? '' }),
    go: t('invoices:save'),
    fields: [
      { name: 'taxCode', label: t('invoices:taxCode'), kind: 'text', needed: true, value: settings.seller.taxCode },
      {
        name: 'symbol',
        label: t('invoices:symbolOf', { year }),
        kind: 'text',
        needed: true,
        value: symbol,
        hint: `1C${String(year).slice(2)}TAA`,
      },
      {
        name: 'address',
        label: t('invoices:address'),
        kind: 'text',
        needed: true,
        wide: true,
        value: settings.seller.address || null,
      },
      { name: 'payment', label: t('invoices:payment'), kind: 'text', needed: true, value: settings.payment },
      { name: 'providerTaxCode', label: t('invoices:provider'), kind: 'text', value: settings.providerTaxCode },
      {
        ...{ name: 'basis', label: t('invoices:basis'), kind: 'choice', needed: true, wide: true, value: rule?.basis ?? 'bill' },
        options: (['bill', 'payment'] as const).map((value) => ({ value, label: t(`invoices:basis.${value}`) })),
      },
      ...meters.map((one) => ({
        ...{ name: `list:${one.id}`, label: one.name[lang], kind: 'choice' as const, needed: true, options: yesNo },
        value: rule?.lists.includes(one.id) ? 'yes' : 'no',
      })),
    ],
    send: (values) => api.send('PATCH', '/invoice-settings', bodyOf(values, buildingId, year)),
  };
}

function bodyOf(values: FormValues, buildingId: number, year: number): object {
  const { taxCode, address, payment, providerTaxCode, symbol, basis } = values;
  const lists = Object.keys(values)
    .filter((name) => name.startsWith('list:') && values[name] === 'yes')
    .map((name) => name.slice(5));
  return { taxCode, address, payment, providerTaxCode, symbols: [{ year, symbol }], building: { buildingId, basis, lists } };
}
