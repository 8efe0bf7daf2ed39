// Turns a plugin's declaration into a running service of its name, so that it may also live on a node of its own.
import type { ServiceSchema } from 'moleculer';
import { z } from 'zod';
import { type Finding, type Plugin, type PricedCharge, PricingProblem, preparePricer, type TariffBody, type VatRate } from '#kit';
import { day } from './params.ts';
import { action, defineService } from './service.ts';

const facts = z.record(z.string(), z.union([z.string().max(40), z.number(), z.boolean()]));
const PriceParams = z.object({
  tariff: z.custom<TariffBody>((value) => typeof value === 'object' && value !== null),
  vatRates: z.custom<VatRate[]>(Array.isArray),
  taxDate: day,
  facts: z.array(facts).max(5000),
});
export type PriceResult = { charge: PricedCharge; problem?: undefined } | { charge?: undefined; problem: Finding };

/** `<id>.describe` answers the declaration; `<id>.price` prices many units under one tariff: a charge or a problem for each. */
export function pluginService(plugin: Plugin): ServiceSchema {
  return defineService({
    name: plugin.id,
    actions: {
      describe: action({ permission: null, handler: async () => plugin }),
      price: action({
        permission: null,
        params: PriceParams,
        handler: async (ctx): Promise<PriceResult[]> => {
          const { tariff, vatRates, taxDate, facts: list } = ctx.params;
          const pricer = preparePricer(plugin, tariff, vatRates);
          const quotas = pricer.needsQuota ? await pricer.quotas(list) : null;
          return list.map((each, n) => {
            const decided = quotas?.[n];
            if (decided?.problem) return { problem: decided.problem };
            try {
              return { charge: pricer.explain(each, { taxDate, quota: decided?.quota ?? null }) };
            } catch (error) {
              // one unit that cannot be priced must not stop the others
              if (error instanceof PricingProblem) return { problem: { code: error.code, params: error.params } };
              throw error;
            }
          });
        },
      }),
    },
  });
}
