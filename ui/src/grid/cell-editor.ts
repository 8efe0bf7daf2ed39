// The text box over a cell. It hands over raw text: reading it is the sheet's work, so a wrong text can be kept and shown.
import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community';

export class CellEditor implements ICellEditorComp {
  private readonly input = document.createElement('input');
  /** True until the person opened the cell with F2 or a double click: then arrows leave the cell. */
  static typing = false;

  init(params: ICellEditorParams & { textOf: (row: unknown) => string }): void {
    const key = params.eventKey ?? '';
    const typed = key.length === 1 || key === 'Backspace' || key === 'Delete';
    CellEditor.typing = typed;
    this.input.className = 'cell-editor';
    this.input.value = key.length === 1 ? key : typed ? '' : params.textOf(params.data);
    this.input.setAttribute('aria-label', params.colDef.headerName ?? '');
    this.input.autocomplete = 'off';
    this.input.addEventListener('pointerdown', () => {
      CellEditor.typing = false;
    });
  }
  getGui(): HTMLElement {
    return this.input;
  }
  afterGuiAttached(): void {
    this.input.focus();
    if (!CellEditor.typing) this.input.select();
  }
  getValue(): string {
    return this.input.value;
  }
}
