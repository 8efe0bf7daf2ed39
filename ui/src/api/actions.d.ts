// Contracts of the services extend this module and name Node's bytes; the screens only take their row types.
declare module '#platform/actions' {
  interface Actions {}
}
interface Buffer extends Uint8Array {}
