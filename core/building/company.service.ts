// Service `company`: who bills: the name and address on every paper, the account that is paid into, the accounting regime.
import type { Knex } from 'knex';
import { z } from 'zod';
import { type Finding, Refusal } from '#kit';
import { call } from '#platform/call';
import { changesOf } from '#platform/changes-of';
import { inUnit } from '#platform/in-unit';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import type { CompanyProfile } from './company.contract.ts';
import { bankFindings, companyFields } from './company-profile.ts';

const COLUMNS = {
  ...{ code: 'code', name: 'name', address: 'address', taxCode: 'tax_code', phone: 'phone', regime: 'regime' },
  ...{ bankBin: 'bank_bin', bankAccount: 'bank_account', bankAccountName: 'bank_account_name' },
} as const;

export default defineService({
  name: 'company',
  actions: {
    getCompany: action({
      rest: 'GET /company',
      permission: null,
      summary: "The company's profile",
      params: z.object({}),
      handler: (ctx) => inScope(ctx, readCompany, { readOnly: true }),
    }),
    changeCompany: action({
      rest: 'PATCH /company',
      permission: 'settings.write',
      summary: "Changes the company's profile; what is left out stays",
      params: z.object(companyFields).partial(),
      handler: (ctx) =>
        inUnit(ctx, async (trx, id) => {
          const joined = { unitOfWork: id };
          const before = await readCompany(trx, true);
          const after = { ...before, ...ctx.params };
          const findings = bankFindings(after);
          if (findings.length > 0) throw refused(findings);
          const detail = changesOf(before, after);
          if (detail === null) return before;
          if (after.regime !== before.regime && (await call(ctx, 'ledger.hasJournals', {}, joined)))
            throw new Refusal('company.regime.inUse', { regime: before.regime }, 409);
          await trx('company').where({ id: ctx.meta.user!.companyId }).update(columnsOf(after));
          const entry = { action: 'company.change', subjectKind: 'company', subjectId: ctx.meta.user!.companyId, detail };
          await call(ctx, 'audit.append', { entries: [entry] }, joined);
          return after;
        }),
    }),
  },
});

/** Held until commit if `lock`: a month that is posting meanwhile reads the regime for share and is waited for. */
async function readCompany(trx: Knex.Transaction, lock = false): Promise<CompanyProfile> {
  const query = trx('company').first(COLUMNS);
  return lock ? query.forUpdate() : query;
}

function columnsOf(company: CompanyProfile): Record<string, unknown> {
  const fields = Object.entries(COLUMNS).filter(([name]) => name !== 'code');
  return Object.fromEntries(fields.map(([name, column]) => [column, company[name as keyof CompanyProfile]]));
}

function refused(findings: Finding[]): Refusal {
  return new Refusal('api.params.invalid', { fields: findings.map(({ at }) => at!.field!).join(', ') }, 422, findings);
}
