// Contracts of the services extend this module; the screens only take their row types.
declare module '#platform/actions' {
  interface Actions {}
}
