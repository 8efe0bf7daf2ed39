// What a PDF of ours says, for tests.
export { pdfText } from '../../core/platform/pdf/pdf-text.ts';
