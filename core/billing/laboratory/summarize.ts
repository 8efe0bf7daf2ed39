// Rows of a trial → totals, who pays more and who less, and which bills stand out.
import { vnd } from '#kit';
import { diffRuns } from '../run/diff-runs.ts';
import type { LaboratoryMonth, LaboratorySummary } from './laboratory.contract.ts';
import type { Repriced } from './reprice.ts';
import { usualRange } from './usual-range.ts';

export interface Judged extends Repriced {
  outlier: boolean;
}

export function summarize(rows: readonly Repriced[]): { summary: LaboratorySummary; judged: Judged[] } {
  const changes = rows.flatMap(({ charge, draft }) => (typeof draft === 'number' ? [changeOf(draft, charge.posted)] : []));
  const usual = usualRange(changes.filter((change) => change !== null));
  const months = new Map<string, LaboratoryMonth>();
  const summary: LaboratorySummary = {
    ...{ months: [], posted: 0, draft: 0, same: 0, outliers: 0, usual },
    more: { bills: 0, amount: 0 },
    less: { bills: 0, amount: 0 },
    unpriced: { bills: 0, posted: 0 },
  };
  const judged = rows.map((row): Judged => {
    const { charge, draft } = row;
    const { period, posted } = charge;
    if (typeof draft !== 'number') {
      summary.unpriced.bills++;
      summary.unpriced.posted = vnd(summary.unpriced.posted + posted);
      return { ...row, outlier: false };
    }
    const month = months.get(period) ?? { period, bills: 0, posted: 0, draft: 0 };
    months.set(period, { period, bills: month.bills + 1, posted: vnd(month.posted + posted), draft: vnd(month.draft + draft) });
    summary.posted = vnd(summary.posted + posted);
    summary.draft = vnd(summary.draft + draft);
    if (draft === posted) summary.same++;
    else {
      const side = draft > posted ? summary.more : summary.less;
      side.bills++;
      side.amount = vnd(side.amount + draft - posted);
    }
    const change = changeOf(draft, posted);
    // what was nothing and costs something now has no percentage: it stands out by itself
    const outlier = change === null ? draft !== 0 : change < usual!.from || change > usual!.to;
    if (outlier) summary.outliers++;
    return { ...row, outlier };
  });
  return { summary: { ...summary, months: [...months.values()] }, judged };
}

const changeOf = (draft: number, posted: number): number | null => (posted === 0 ? null : diffRuns(draft, posted).deltaTenths);
