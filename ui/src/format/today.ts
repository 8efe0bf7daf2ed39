// The browser's clock, read as the calendar of Vietnam wherever the browser stands.
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });
const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** `YYYY-MM-DD` */
export const today = (): string => day.format(new Date());
/** The day an instant (ISO 8601) falls on, `YYYY-MM-DD`. */
export const dayOf = (instant: string): string => day.format(new Date(instant));
/** Its time of day, `HH:MM`. */
export const timeOf = (instant: string): string => time.format(new Date(instant));
