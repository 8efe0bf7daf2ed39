// What the service `card` answers about sheets.
import type { Finding } from '#kit';

export interface CardsImported {
  registered: number;
  issued: number;
  /** Cards that were alive before this system, with what is paid already. */
  takenOver: number;
  /** Forms put right. */
  amended: number;
  unchanged: number;
  /** At their cells, with their sentences. */
  findings: (Finding & { message: string })[];
}

/** One card of a list; codes name unit and holder. */
export interface CardInput {
  number?: string;
  unit: string;
  holder: string;
  fields: Record<string, unknown>;
  validFrom?: string;
  validTo?: string;
  months?: number;
  paidThrough?: string;
  document?: string;
}

declare module '#platform/actions' {
  interface Actions {
    /** `GET /buildings/:buildingId/cards.xlsx?service=&lang=`: all cards of a service; the sheet can be filled in and read again. */
    'card.exportSheet': { params: { buildingId: number; service: string; lang?: 'vi' | 'en' }; result: Buffer };
    /** The same without a file: from another program, and the sample. A card that is there stays as it is. */
    'card.importCards': { params: { buildingId: number; service: string; cards: CardInput[] }; result: CardsImported };
    /** `POST /buildings/:buildingId/cards/import?service=&dryRun=`: multipart .xlsx. */
    'card.importSheet': { params: { buildingId: number; service: string; dryRun?: boolean }; result: CardsImported };
  }
}
