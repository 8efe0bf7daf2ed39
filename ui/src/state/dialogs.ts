// Opens the small forms and the import dialog; answers whether something was stored.
import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { FormDialog } from '../parts/form-dialog.ts';
import type { FormAsked } from '../parts/form-field.ts';
import { ListImportDialog } from '../parts/list-import-dialog.ts';

@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly dialog = inject(MatDialog);
  async form(asked: FormAsked): Promise<boolean> {
    const data = asked;
    return (await firstValueFrom(this.dialog.open<FormDialog, FormAsked, boolean>(FormDialog, { data }).afterClosed())) === true;
  }
  async importList(data: { path: string; title: string; hint: string }): Promise<boolean> {
    return (await firstValueFrom(this.dialog.open(ListImportDialog, { data, maxWidth: '94vw' }).afterClosed())) === true;
  }
}
