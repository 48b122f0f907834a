/** The bundler's: the address of a packaged worker. */
declare module "*?worker&url" {
  const address: string;
  export default address;
}
