// The one list of a reading's fields: template, parser, grid and checks are all made from it.

export type SheetFieldId =
  | 'unit'
  | 'payer'
  | 'service'
  | 'serial'
  | 'register'
  | 'previous'
  | 'previousOn'
  | 'value'
  | 'readOn'
  | 'rollover'
  | 'note';

export interface SheetField {
  id: SheetFieldId;
  kind: 'text' | 'number' | 'day' | 'mark';
  /** Typed by the clerk; the others only help to find the row and are never stored from a sheet. */
  edit: boolean;
  /** Width in the template, in characters. */
  width: number;
  /** Folded headings (fold.ts) taken when the whole heading says just this. */
  exact: readonly string[];
  /** Folded headings that may go on: `chi so moi thang 11`. */
  starts: readonly string[];
}

export const sheetFields: readonly SheetField[] = [
  {
    id: 'unit',
    kind: 'text',
    edit: false,
    width: 12,
    exact: [
      'can',
      'can ho',
      'can so',
      'phong',
      'mat bang',
      'mb',
      'lo',
      'unit',
      'room',
      'flat',
      'apartment',
      'apt',
      'suite',
      'ch',
    ],
    starts: [
      'ma can',
      'ma can ho',
      'so can',
      'so phong',
      'ma mat bang',
      'ma phong',
      'unit code',
      'unit no',
      'unit number',
      'apartment no',
      'room no',
    ],
  },
  {
    id: 'payer',
    kind: 'text',
    edit: false,
    width: 26,
    exact: [
      'chu ho',
      'khach hang',
      'ho ten',
      'ho va ten',
      'nguoi tra',
      'ten khach',
      'payer',
      'customer',
      'owner',
      'tenant',
      'name',
    ],
    starts: ['ten chu ho', 'ten khach hang', 'customer name'],
  },
  {
    id: 'service',
    kind: 'text',
    edit: false,
    width: 12,
    exact: ['dich vu', 'loai', 'loai dich vu', 'loai dong ho', 'service', 'type', 'utility', 'meter type'],
    starts: [],
  },
  {
    id: 'serial',
    kind: 'text',
    edit: false,
    width: 16,
    exact: ['dong ho', 'cong to', 'seri', 'serial', 'meter', 'so dh', 'ma dh', 'so ct', 'ma ct', 'so hieu'],
    starts: [
      'so dong ho',
      'ma dong ho',
      'so cong to',
      'ma cong to',
      'so seri',
      'so serial',
      'so hieu dong ho',
      'so hieu cong to',
      'serial no',
      'serial number',
      'meter no',
      'meter number',
      'meter serial',
      'meter id',
      'meter code',
    ],
  },
  {
    id: 'register',
    kind: 'text',
    edit: false,
    width: 10,
    exact: ['bieu', 'bo so', 'thanh ghi', 'khung gio', 'register', 'rate period'],
    starts: [],
  },
  {
    id: 'previous',
    kind: 'number',
    edit: false,
    width: 13,
    exact: ['so cu', 'cs cu', 'cu', 'dau ky', 'ky truoc', 'thang truoc', 'previous', 'prev', 'old', 'opening', 'last'],
    starts: [
      'chi so cu',
      'chi so dau',
      'chi so ky truoc',
      'chi so thang truoc',
      'previous reading',
      'old reading',
      'last reading',
      'opening reading',
    ],
  },
  {
    id: 'previousOn',
    kind: 'day',
    edit: false,
    width: 12,
    exact: ['tu ngay', 'from date'],
    starts: ['ngay doc truoc', 'ngay doc cu', 'ngay ky truoc', 'previous date', 'previous read date', 'previous reading date'],
  },
  {
    id: 'value',
    kind: 'number',
    edit: true,
    width: 13,
    exact: [
      'so moi',
      'cs moi',
      'moi',
      'cuoi ky',
      'ky nay',
      'thang nay',
      'chi so',
      'current',
      'new',
      'reading',
      'closing',
      'value',
      'present',
    ],
    starts: [
      'chi so moi',
      'chi so cuoi',
      'chi so ky nay',
      'chi so thang nay',
      'current reading',
      'new reading',
      'present reading',
      'closing reading',
      'this reading',
    ],
  },
  {
    id: 'readOn',
    kind: 'day',
    edit: true,
    width: 12,
    exact: ['ngay', 'den ngay', 'date', 'read on', 'to date', 'ngay doc', 'ngay ghi', 'ngay chot'],
    starts: [
      'ngay doc so',
      'ngay doc chi so',
      'ngay doc moi',
      'ngay ghi so',
      'ngay ghi chi so',
      'ngay chot so',
      'ngay chot chi so',
      'reading date',
      'read date',
      'date read',
    ],
  },
  {
    id: 'rollover',
    kind: 'mark',
    edit: true,
    width: 11,
    exact: ['quay vong', 'qua vong', 'het vong so', 'rollover', 'rolled over'],
    starts: [],
  },
  {
    id: 'note',
    kind: 'text',
    edit: true,
    width: 24,
    exact: ['ghi chu', 'note', 'notes', 'remark', 'remarks', 'comment', 'comments'],
    starts: [],
  },
];
