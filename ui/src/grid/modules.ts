// The parts of AG Grid Community that are used, registered once.
import {
  CellApiModule, CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, ColumnAutoSizeModule, CsvExportModule,
  CustomEditorModule, EventApiModule, ExternalFilterModule, GridStateModule, InfiniteRowModelModule, LocaleModule, ModuleRegistry, NumberFilterModule,
  PinnedRowModule, QuickFilterModule, RenderApiModule, RowApiModule, RowStyleModule, ScrollApiModule, TextFilterModule, TooltipModule,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  CellApiModule, CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, ColumnAutoSizeModule, CsvExportModule,
  CustomEditorModule, EventApiModule, ExternalFilterModule, GridStateModule, InfiniteRowModelModule, LocaleModule, NumberFilterModule,
  PinnedRowModule, QuickFilterModule, RenderApiModule, RowApiModule, RowStyleModule, ScrollApiModule, TextFilterModule, TooltipModule,
]);
