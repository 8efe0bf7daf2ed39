// Ho Chi Minh City by year: prices of QĐ 25/2019, the environment fee until 2021, then drainage of QĐ 17/2021 rising to 30 %.
import type { DecimalText, TariffLine } from '#kit';
import { drainageLine, environmentLine } from './lines.ts';

interface Levy {
  line: TariffLine;
  parameters: Record<string, DecimalText>;
  basis: string;
}
export interface HcmcYear {
  key: string;
  validFrom: string;
  validTo: string | null;
  levy: Levy;
}

const environment: Levy = { line: environmentLine, parameters: { environmentRate: '0.1' }, basis: 'NĐ 53/2020/NĐ-CP' };
const environmentBefore2020: Levy = { ...environment, basis: 'NĐ 154/2016/NĐ-CP' };
const drainage = (drainageRate: DecimalText): Levy => ({
  line: drainageLine,
  parameters: { drainageRate },
  basis: 'QĐ 17/2021/QĐ-UBND',
});
const year = (key: string, levy: Levy): HcmcYear => ({ key, validFrom: `${key}-01-01`, validTo: `${key}-12-31`, levy });

export const hcmcYears = {
  y2019: { key: '2019', validFrom: '2019-11-15', validTo: '2019-12-31', levy: environmentBefore2020 },
  y2020: year('2020', environment),
  y2021: year('2021', environment),
  y2022: year('2022', drainage('0.15')),
  y2023: year('2023', drainage('0.2')),
  y2024: year('2024', drainage('0.25')),
  y2025: year('2025', drainage('0.3')),
  y2026: { ...year('2026', drainage('0.3')), validTo: null },
} satisfies Record<string, HcmcYear>;
