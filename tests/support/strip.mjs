// Jest transform: Node's own type stripping keeps lines and columns, so no compiler and no source maps are needed.
import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

export default {
  process: (source, file) => ({ code: file.endsWith('.ts') ? stripTypeScriptTypes(source, { mode: 'strip' }) : source }),
  getCacheKey: (source, file, options) =>
    createHash('sha1').update(source).update(file).update(process.version).update(String(options.instrument)).digest('hex'),
};
