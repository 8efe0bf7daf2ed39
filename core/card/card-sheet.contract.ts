// What the service `card` answers about sheets.
import type { Finding } from '#kit';

export interface CardsImported {
  registered: number;
  issued: number;
  /** Cards that were alive before this system, with what is paid already. */
  takenOver: number;
  unchanged: number;
  /** At their cells, with their sentences. */
  findings: (Finding & { message: string })[];
}

declare module '#platform/actions' {
  interface Actions {
    /** `GET /buildings/:buildingId/cards.xlsx?service=&lang=`: all cards of a service; the sheet can be filled in and read again. */
    'card.exportSheet': { params: { buildingId: number; service: string; lang?: 'vi' | 'en' }; result: Buffer };
    /** `POST /buildings/:buildingId/cards/import?service=&dryRun=`: multipart .xlsx. */
    'card.importSheet': { params: { buildingId: number; service: string; dryRun?: boolean }; result: CardsImported };
  }
}
