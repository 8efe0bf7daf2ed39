// Which published tariff holds for a unit's class on a day.
import { addDays } from '#kit';
import type { TariffRow } from '../billing.contract.ts';

export interface TariffChoice {
  tariff: TariffRow;
  /** The one before it, where the price changed inside the reading period and the tariff says to split. */
  before?: { tariff: TariffRow; changedOn: string };
}
export type Choice = TariffChoice | { code: string; params: Record<string, string> };

export class TariffBook {
  readonly #byKey = new Map<string, TariffRow[]>();

  constructor(tariffs: readonly TariffRow[]) {
    for (const tariff of tariffs) {
      if (tariff.status !== 'published') continue;
      const key = `${tariff.service}/${tariff.unitClass}`;
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), tariff]);
    }
  }

  /** The class's own tariff of that day before the one for any class. */
  on(service: string, unitClass: string, day: string): TariffRow | null {
    const holds = ({ validFrom, validTo }: TariffRow) => validFrom <= day && (validTo === null || day <= validTo);
    return this.#byKey.get(`${service}/${unitClass}`)?.find(holds) ?? this.#byKey.get(`${service}/*`)?.find(holds) ?? null;
  }

  /** For readings on `from` and `to`: days from+1 … to were consumed. The later tariff says what a change in between means. */
  between(service: string, unitClass: string, from: string, to: string): Choice {
    const last = this.on(service, unitClass, to);
    const none = (date: string) => ({ code: 'billing.parked.noTariff', params: { service, unitClass, date } });
    if (!last) return none(to);
    const policy = last.body.priceChange ?? 'end';
    if (policy === 'end' || last.validFrom <= from || from >= to) return { tariff: last };
    const first = this.on(service, unitClass, from);
    if (!first) return none(from);
    if (first.id === last.id) return { tariff: last };
    if (policy === 'start') return { tariff: first };
    if (this.on(service, unitClass, addDays(last.validFrom, -1))?.id !== first.id) {
      return { code: 'billing.parked.severalChanges', params: { service, from, to } };
    }
    return { tariff: last, before: { tariff: first, changedOn: last.validFrom } };
  }

  /** Services some tariff exists for. */
  services(): Set<string> {
    return new Set([...this.#byKey.keys()].map((key) => key.slice(0, key.indexOf('/'))));
  }
}
