// Opens the small forms and the import dialog; answers whether something was stored.
import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { FormDialog } from '../parts/form-dialog.ts';
import type { FormAsked } from '../parts/form-field.ts';
import { type ListImport, ListImportDialog } from '../parts/list-import-dialog.ts';

const ROWS = {
  counts: [
    { field: 'created', word: 'people:import.created' },
    { field: 'changed', word: 'people:import.changed' },
  ],
  done: 'people:import.done',
  go: 'people:import.go',
  blank: true,
};

@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly dialog = inject(MatDialog);
  async form(asked: FormAsked): Promise<boolean> {
    const data = asked;
    return (await firstValueFrom(this.dialog.open<FormDialog, FormAsked, boolean>(FormDialog, { data }).afterClosed())) === true;
  }
  /** A list whose rows are made or changed by its sheet, unless told otherwise. */
  async importList(asked: Pick<ListImport, 'path' | 'title' | 'hint'> & Partial<ListImport>): Promise<boolean> {
    const data: ListImport = { ...ROWS, ...asked };
    return (await firstValueFrom(this.dialog.open(ListImportDialog, { data, maxWidth: '94vw' }).afterClosed())) === true;
  }
}
