// Air conditioning has no public price: patterns of practice, to be copied and filled with the building's own figures.
import type { FormulaText, Localized, TariffLine, TariffPreset } from '#kit';

function amount(code: string, quantity: FormulaText, unitPrice: FormulaText, label: Localized): TariffLine {
  return {
    kind: 'amount',
    code,
    amount: `${quantity} * ${unitPrice}`,
    quantity,
    unitPrice,
    vat: 'standard',
    nature: 'own',
    label,
  };
}

const subMeter = amount('energy', 'consumption', 'price', { vi: 'Điện điều hòa', en: 'Air-conditioning electricity' });
const cold = amount('cold', 'consumption', 'price', { vi: 'Nước lạnh', en: 'Chilled water' });
// The month's electricity of the plant is split by what each unit took: only the amount is printed, its price is no round number.
const share: TariffLine = {
  kind: 'amount',
  code: 'share',
  amount: 'consumption * plantCost / plantCold',
  vat: 'standard',
  nature: 'own',
  label: { vi: 'Phần chi phí điện trạm lạnh', en: "Share of the plant's electricity" },
};
/** Hours after hours in whole blocks of `blockHours`, begun ones full. */
const BLOCKED = '(ceil(afterHours / blockHours) * blockHours)';
const byArea = amount('afterHoursFee', `(${BLOCKED} * area)`, 'pricePerM2Hour', {
  vi: 'Điều hòa ngoài giờ theo diện tích',
  en: 'After hours by area',
});
const byMachine = amount('afterHoursFee', BLOCKED, 'pricePerHour', {
  vi: 'Điều hòa ngoài giờ theo giờ máy',
  en: 'After hours per machine hour',
});

/** What was asked for and approved; each request is in whole blocks already. */
const requestedByArea = amount('requestedFee', 'requestedM2Hours', 'pricePerM2Hour', {
  vi: 'Điều hòa ngoài giờ theo diện tích đăng ký',
  en: 'After hours as requested, by area',
});
const requestedByMachine = amount('requestedFee', 'requestedHours', 'pricePerHour', {
  vi: 'Điều hòa ngoài giờ theo giờ máy đăng ký',
  en: 'After hours as requested, per machine hour',
});

function preset(id: string, name: Localized, parameters: Record<string, string>, ...lines: TariffLine[]): TariffPreset {
  return {
    id,
    name,
    legalBasis: 'practice: thỏa thuận trong hợp đồng thuê hoặc nội quy tòa nhà; không có biểu giá nhà nước',
    validFrom: '2020-01-01',
    validTo: null,
    unitClass: '*',
    enabled: true,
    body: { parameters, tables: {}, lines, priceChange: 'end' },
  };
}

export const presets: TariffPreset[] = [
  preset('sub-meter', { vi: 'Công tơ riêng, giá mỗi kWh', en: 'Own sub-meter, price per kWh' }, { price: '3500' }, subMeter),
  preset('cold-kwh', { vi: 'Nước lạnh theo kWh nhiệt', en: 'Chilled water per thermal kWh' }, { price: '1100' }, cold),
  // 1 RT·h = 3,517 kWh of heat
  preset('cold-rth', { vi: 'Nước lạnh theo RT·h', en: 'Chilled water per RT·h' }, { price: '3900' }, cold),
  preset(
    'plant-share',
    {
      vi: 'Chia chi phí điện trạm lạnh theo sản lượng lạnh (mỗi tháng một phiên bản)',
      en: 'Share of plant electricity by cold taken (one version a month)',
    },
    { plantCost: '480000000', plantCold: '400000' },
    share,
  ),
  preset(
    'after-hours-area',
    { vi: 'Ngoài giờ theo m² và giờ, làm tròn lên theo khối giờ', en: 'After hours by m² and hour, in begun blocks' },
    { pricePerM2Hour: '500', blockHours: '1' },
    byArea,
  ),
  preset(
    'after-hours-machine',
    { vi: 'Ngoài giờ theo giờ máy, làm tròn lên theo khối giờ', en: 'After hours per machine hour, in begun blocks' },
    { pricePerHour: '250000', blockHours: '0.5' },
    byMachine,
  ),
  preset(
    'requests-area',
    { vi: 'Ngoài giờ theo phiếu đăng ký: m² × giờ', en: 'After hours by request: m² × hours' },
    { pricePerM2Hour: '500', blockHours: '1' },
    requestedByArea,
  ),
  preset(
    'requests-machine',
    { vi: 'Ngoài giờ theo phiếu đăng ký: giờ máy', en: 'After hours by request: machine hours' },
    { pricePerHour: '250000', blockHours: '0.5' },
    requestedByMachine,
  ),
  preset(
    'sub-meter-requests',
    { vi: 'Công tơ riêng và ngoài giờ theo phiếu đăng ký', en: 'Own sub-meter, and after hours by request' },
    { price: '3500', pricePerM2Hour: '500', blockHours: '1' },
    subMeter,
    requestedByArea,
  ),
];
