// What the server answers about cards and customers, as far as the screens read it.
export type {
  BulkRow,
  CardActed,
  CardActionInput,
  CardEventRow,
  CardRow,
  CardSnapshot,
  GateDifference,
  ListedCard,
} from '../../../core/card/card.contract.ts';
export type { CardBrief, CardView } from '../../../core/card/card-desk.contract.ts';
export type { CardChargeRow, CardDue, CardSetting } from '../../../core/card/card-money.contract.ts';

export type { CustomerRow } from '../../../core/customer/customer.contract.ts';
export type { CustomerView } from '../../../core/customer/customer-view.contract.ts';
export type { StatementRow } from '../../../core/ledger/debt.contract.ts';
export type { Credit, OpenItem } from '../../../core/ledger/money.contract.ts';

export interface UnitWithPayer {
  id: number;
  code: string;
  floor: string | null;
  payer: { customerId: number; code: string; name: string; role: 'owner' | 'tenant' } | null;
}
